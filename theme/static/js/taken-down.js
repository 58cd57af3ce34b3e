"use strict";

// On the page for an address without a page: the address of an update that was taken down is known by its
// digest alone, since it held words of it; a page of that name leads to the reason.
(async () => {
  const address = new URL(location.href);
  const [, folder, name] = address.pathname.match(/^(.*\/)([^/]+?)(?:\.html)?$/) ?? [];
  if (!address.protocol.startsWith("http") || !name || name === "404" || !crypto.subtle) return;
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(decodeURIComponent(name)));
  const digest = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const page = new URL(`${folder}${digest.slice(0, 20)}.html`, address);
  const answer = await fetch(page, { method: "HEAD" });
  if (answer.ok) location.replace(page);
})().catch(() => {});
