import { fileURLToPath } from 'node:url';

/** Fonts for pictures, as files: a machine without fonts of its own draws the same words. */
export function pictureFonts(): string[] {
  return ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'].map((font) =>
    // Native code cannot read inside a packed application; its packages lie unpacked beside it.
    fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${font}`)).replace('app.asar', 'app.asar.unpacked'),
  );
}
