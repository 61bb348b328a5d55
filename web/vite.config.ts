import { defineConfig } from "vitest/config";
import { landAsset } from "./build/land.ts";

/**
 * File names carry no hash: the server embeds them by name and answers with an entity tag of its own.
 * Nothing is inlined, because the pages' content-security policy allows no script or worker from data.
 */
export default defineConfig({
  base: "/assets/",
  publicDir: false,
  plugins: [landAsset()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    license: { fileName: "licences.md" },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { workbench: "src/main.ts" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: (asset) => fixedName(asset.names[0] ?? ""),
      },
    },
  },
  test: { include: ["test/unit/**/*.test.ts"], environment: "node" },
});

function fixedName(name: string): string {
  if (name.endsWith(".css")) return "workbench.css";
  if (name.includes("worker")) return "maplibre-worker.js";
  return "[name][extname]";
}
