// Alice approves a lease in Swagger UI, as a person would: signs in at the identity provider, tries the operation out,
// reads the answer. From the environment: API, LEASE, CHROMIUM, SCREENSHOT, and NODE_MODULES where playwright-core is.
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const { API, LEASE, CHROMIUM, SCREENSHOT, NODE_MODULES } = process.env;
const { chromium } = createRequire(`${NODE_MODULES}/`)('playwright-core');

let passed = 0;
let failed = 0;

function check(what, held, seen) {
  if (held) {
    passed += 1;
    console.log(`ok      ${what}`);
  } else {
    failed += 1;
    console.log(`FAILED  ${what}: ${seen}`);
  }
}

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 1400 } });
const page = await context.newPage();
page.setDefaultTimeout(60_000);
const complaints = [];
page.on('pageerror', (error) => complaints.push(String(error)));

async function signIn() {
  await page.locator('.auth-wrapper button.authorize').first().click();
  const dialog = page.locator('.dialog-ux .modal-ux');
  const flow = dialog.locator('.auth-container').filter({ hasText: 'authorizationCode' });
  for (const scope of await flow.locator('.scopes input[type=checkbox]').all()) {
    // Hidden by the style; its label takes the click.
    if (!(await scope.isChecked())) {
      await scope.evaluate((box) => box.click());
    }
  }
  const opened = page.waitForEvent('popup');
  await flow.locator('button.authorize').click();
  const login = await opened;
  await login.locator('input[name=username]').fill('alice');
  await login.locator('input[name=password]').fill('alice');
  await login.locator('button[type=submit], input[type=submit]').first().click();
  await flow.locator('button', { hasText: 'Logout' }).waitFor();
  check('Alice is signed in with an authorization code and PKCE', true);
  await dialog.locator('button.close-modal, button.btn-done').first().click();
}

function operation(method, path) {
  return page
    .locator(`.opblock-${method}`)
    .filter({ has: page.locator(`.opblock-summary-path[data-path="${path}"]`) });
}

async function open(tag, method, path, parameters = {}) {
  const block = operation(method, path);
  if ((await block.count()) === 0) {
    await page.locator(`.opblock-tag[data-tag="${tag}"]`).click();
  }
  await block.waitFor();
  await block.locator('.opblock-summary-control').first().click();
  const tryOut = block.locator('button.try-out__btn');
  await block.locator('.opblock-body').waitFor();
  if (await tryOut.filter({ hasText: 'Try it out' }).count()) {
    await tryOut.click();
  }
  for (const [name, value] of Object.entries(parameters)) {
    await block.locator(`tr[data-param-name="${name}"] input`).fill(value);
  }
  return block;
}

async function execute(block) {
  await block.locator('button.execute').click();
  const answer = block.locator('.live-responses-table');
  await answer.waitFor();
  return {
    status: (await answer.locator('.response-col_status').last().innerText()).trim(),
    body: await answer.locator('.highlight-code').first().innerText(),
  };
}

try {
  await page.goto(`${API}/swagger-ui.html`);
  await page.locator('.swagger-ui .info .title').waitFor();
  check('the contract is shown', true);
  await signIn();

  const waiting = await execute(await open('Approvals', 'get', '/v1/approvals'));
  check('the list of approvals is answered', waiting.status.startsWith('200'), waiting.status);
  check('the lease waits for Alice', waiting.body.includes(LEASE), waiting.body.slice(0, 500));

  const lease = await execute(await open('Leases', 'get', '/v1/leases/{id}', { id: LEASE }));
  const version = /"version":\s*(\d+)/.exec(lease.body)?.[1];
  check('the lease is read with its version', version !== undefined, lease.body.slice(0, 500));

  const approve = await open('Approvals', 'post', '/v1/leases/{id}/approve', {
    id: LEASE,
    'If-Match': `"${version}"`,
  });
  await approve.locator('textarea.body-param__text').fill('{"reason": "seen in the browser"}');
  const decided = await execute(approve);
  check('the approval is answered with 200', decided.status.startsWith('200'), `${decided.status} ${decided.body}`);
  check('the answer is the approved lease', /"state":\s*"APPROVED"/.test(decided.body), decided.body.slice(0, 500));
  await approve.locator('.live-responses-table').scrollIntoViewIfNeeded();
  check('the page raised no error', complaints.length === 0, complaints.join('; '));
} catch (error) {
  check('the browser came to the end', false, error.message);
} finally {
  mkdirSync(dirname(SCREENSHOT), { recursive: true });
  await page.screenshot({ path: SCREENSHOT });
  await browser.close();
}
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
