import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sent with every file of the window, by both doors. */
const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const WINDOW_FOLDER = resolve('out/renderer');

/**
 * Writes out/window.json: the headers, and every file of the built window with its type. The doors look addresses up in this
 * list and open nothing that is not on it, so that no address can reach outside the folder.
 */
function listWindowFiles(): Plugin {
  return {
    name: 'tandem:list-window-files',
    apply: 'build',
    async closeBundle() {
      const files: Record<string, string> = {};
      for (const entry of readdirSync(WINDOW_FOLDER, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const type = TYPES[extname(entry.name)];
        if (!type) throw new Error(`electron.vite.config.ts has no content type for ${entry.name}. Add one to TYPES.`);
        const path = join(entry.parentPath, entry.name).slice(WINDOW_FOLDER.length).split(sep).join('/');
        files[path] = type;
      }
      await writeFile(resolve('out/window.json'), JSON.stringify({ headers: HEADERS, files }, null, 2));
    },
  };
}

export default defineConfig({
  main: {
    build: {
      rollupOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          web: resolve('src/web/index.ts'),
          cli: resolve('src/cli/index.ts'),
          worker: resolve('src/threads/worker.ts'),
        },
        // Chunks stand beside the entries: code that looks for its neighbours (worker.js, ../renderer) finds them from any file.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require nothing but electron, so that it has to be one CommonJS file.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), listWindowFiles()],
    build: {
      minify: true,
      // Everything inline would need holes in the content security policy.
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: resolve('src/renderer/index.html') } },
    },
  },
});
