/** Takes the pictures of the inspector for the README and the site, with a real server and browser. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentConfig } from '@pushspec/contract';
import { buildApp } from '@pushspec/inspector/build';
import { createServer } from '@pushspec/server';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { playScenario, scenarioClock } from './scenario.ts';

const schemes = ['light', 'dark'] as const;

/** Size in CSS pixels. More device pixels keep the text sharp when the image is scaled down. */
export const PICTURE = { width: 1440, height: 900, scale: 1.25 } as const;

/** The same view without the header, in fewer pixels. */
const SMALL = { x: 0, y: 56, width: 1440, height: 800, scale: 0.66, quality: 38 } as const;

export interface PictureOptions {
  outDir: string;
  /** Path of a Chromium. */
  executablePath: string;
}

/** Writes `inspector-light.png` and `inspector-dark.png`, and small WebP pictures next to them. Resolves to the paths of the PNG files. */
export async function takePictures({ outDir, executablePath }: PictureOptions): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'pushspec-pictures-'));
  await buildApp({ outDir: root });
  const clock = scenarioClock();
  const server = await createServer({ inspector: { root }, config: developmentConfig, clock: clock.now });
  // A container has no user namespaces for Chromium's sandbox. The page is trusted.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 0 });
  try {
    const { url } = await server.listen({ port: 0 });
    const id = await playScenario(server, url, clock);
    mkdirSync(outDir, { recursive: true });
    const files: string[] = [];
    for (const scheme of schemes) {
      const file = join(outDir, `inspector-${scheme}.png`);
      await takePicture(browser, { address: `${url}/inspector/requests/${id}?lang=en`, scheme, file });
      files.push(file);
    }
    return files;
  } finally {
    await browser.close();
    await server.close();
    rmSync(root, { recursive: true, force: true });
  }
}

interface Picture {
  address: string;
  scheme: (typeof schemes)[number];
  file: string;
}

async function takePicture(browser: Browser, { address, scheme, file }: Picture): Promise<void> {
  const { width, height, scale } = PICTURE;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(address);
  for (const shown of ['.live', '.actual mark']) await page.locator(shown).waitFor();
  await page.screenshot({ path: file });
  writeFileSync(file.replace(/png$/, 'webp'), await smallPicture(context, page));
  await context.close();
}

/** Returns the picture for the landing page of the site, whose total size is limited to 60 kB. */
async function smallPicture(context: BrowserContext, page: Page): Promise<Buffer> {
  const devtools = await context.newCDPSession(page);
  const { quality, ...clip } = SMALL;
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: SMALL.quality,
    clip,
  });
  return Buffer.from(data, 'base64');
}
