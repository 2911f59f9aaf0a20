// What Firefox shows of a page: node firefox.mjs PUPPETEER FIREFOX PAGE PICTURE, answered as JSON.
import { pathToFileURL } from "node:url";

const [puppeteerPath, program, page, picture] = process.argv.slice(2);
const { default: puppeteer } = await import(pathToFileURL(puppeteerPath));
const NOT_STARTED = 3;
const started = puppeteer.launch({ browser: "firefox", executablePath: program, headless: true });
const browser = await started.catch((problem) => {
  process.stderr.write(String(problem));
  process.exit(NOT_STARTED);
});
try {
  const window = await browser.newPage();
  const complaints = [];
  window.on("console", (message) => complaints.push(message.text()));
  window.on("pageerror", (problem) => complaints.push(String(problem)));
  await window.setViewport({ width: 1440, height: 900 });
  await window.goto(pathToFileURL(page).href);
  await window.waitForFunction(() => globalThis.aqmap && globalThis.aqmap.ready);
  const shown = await window.evaluate(process.env.ASKED);
  // A county is chosen by the pointer, the next by the keyboard.
  const [point, fill] = await window.evaluate(() => [globalThis.aqmap.point("654021"), globalThis.aqmap.fill("654021")]);
  await window.mouse.click(point.x, point.y + 35);
  const clicked = await window.evaluate(() => globalThis.aqmap.state().place);
  await window.focus(".folium-map");
  for (const key of ["ArrowRight", "ArrowRight", "Enter"]) await window.keyboard.press(key);
  const walked = await window.evaluate(() => globalThis.aqmap.state().place);
  await window.keyboard.press("Escape");
  await window.screenshot({ path: picture });
  const facts = { shown, complaints, point, fill, clicked, walked, version: await browser.version() };
  process.stdout.write(JSON.stringify(facts));
} finally {
  await browser.close();
}
