/** Long enough for the browser to have begun the download. */
const FORGET_AFTER_MS = 10_000;

/** Saves bytes as a file, the way the browser or the program saves files. */
export function saveFile(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), FORGET_AFTER_MS);
}
