package io.burstlease.house;

import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The switches of the sources, as the compiler's own parser reads them.
 *
 * <p>Nothing is resolved: a switch is over states if a label is a bare name, which only an enum's constant can be
 * beside a String's or a number's, and over a sealed family if a label names a type that stands in or implements one of
 * ours.
 */
final class Switches {

    private final List<CompilationUnitTree> units = new ArrayList<>();
    private final Set<String> constants = new HashSet<>();
    private final Set<String> family = new HashSet<>();

    Switches(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            parse(compiler, manager, manager.getJavaFileObjectsFromPaths(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Switches(JavaFileObject text) throws IOException {
        parse(ToolProvider.getSystemJavaCompiler(), null, List.of(text));
    }

    static Switches ofText(String text) {
        try {
            return new Switches(new SimpleJavaFileObject(URI.create("text:///Text.java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return text;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void parse(
            JavaCompiler compiler,
            @Nullable StandardJavaFileManager manager,
            Iterable<? extends JavaFileObject> sources)
            throws IOException {
        JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, sources);
        task.parse().forEach(units::add);
        units.forEach(unit -> unit.accept(new Families(), null));
    }

    /** Where a default stands beside states or members of a sealed family, file by file. */
    List<String> withNeedlessDefault() {
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree unit : units) {
            unit.accept(
                    new TreeScanner<@Nullable Void, @Nullable Void>() {
                        @Override
                        public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void none) {
                            judge(tree, tree.getCases());
                            return super.visitSwitch(tree, null);
                        }

                        @Override
                        public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void none) {
                            judge(tree, tree.getCases());
                            return super.visitSwitchExpression(tree, null);
                        }

                        private void judge(Tree tree, List<? extends CaseTree> cases) {
                            if (isNeedless(cases)) {
                                found.add(unit.getSourceFile().getName() + ": "
                                        + tree.toString().lines().limit(2).toList());
                            }
                        }
                    },
                    null);
        }
        return found;
    }

    private boolean isNeedless(List<? extends CaseTree> cases) {
        List<? extends CaseLabelTree> labels =
                cases.stream().flatMap(branch -> branch.getLabels().stream()).toList();
        return labels.stream().anyMatch(DefaultCaseLabelTree.class::isInstance)
                && labels.stream().anyMatch(this::isOfOurs);
    }

    private boolean isOfOurs(CaseLabelTree label) {
        if (label instanceof ConstantCaseLabelTree constant) {
            return constants.contains(lastName(constant.getConstantExpression()));
        }
        return label instanceof PatternCaseLabelTree pattern && family.contains(typeOf(pattern.getPattern()));
    }

    private static String typeOf(Tree pattern) {
        if (pattern instanceof DeconstructionPatternTree record) {
            return lastName(record.getDeconstructor());
        }
        List<String> type = new ArrayList<>();
        pattern.accept(
                new TreeScanner<@Nullable Void, @Nullable Void>() {
                    @Override
                    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
                        type.add(lastName(variable.getType()));
                        return null;
                    }
                },
                null);
        return type.isEmpty() ? "" : type.getFirst();
    }

    private static String lastName(@Nullable Tree tree) {
        if (tree instanceof IdentifierTree name) {
            return name.getName().toString();
        }
        return tree instanceof MemberSelectTree path ? path.getIdentifier().toString() : "";
    }

    /** Collects the constants of enums, and who belongs to a sealed family. */
    private final class Families extends TreeScanner<@Nullable Void, @Nullable ClassTree> {

        private final Set<String> sealed = new HashSet<>();

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable ClassTree outer) {
            if (type.getKind() == Tree.Kind.ENUM) {
                type.getMembers().stream()
                        .filter(VariableTree.class::isInstance)
                        .map(VariableTree.class::cast)
                        .filter(field -> lastName(field.getType()).contentEquals(type.getSimpleName()))
                        .forEach(field -> constants.add(field.getName().toString()));
            }
            if (type.getModifiers().getFlags().contains(Modifier.SEALED)) {
                sealed.add(type.getSimpleName().toString());
                type.getPermitsClause().forEach(member -> family.add(lastName(member)));
            }
            if (type.getImplementsClause().stream().anyMatch(parent -> sealed.contains(lastName(parent)))) {
                family.add(type.getSimpleName().toString());
            }
            return super.visitClass(type, type);
        }
    }
}
