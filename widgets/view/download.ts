// Hands a file to the browser.

/** Saves a blob under this name, as a click on a link would. */
export function download(blob: Blob, name: string, document: Document): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
