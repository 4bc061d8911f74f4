// The link at the top opens the memory panel of the page, not another page. Just after loading, nobody listens yet:
// so it asks until the panel is there.
function openMemory(times) {
  window.postMessage("topset:memory", window.location.origin);
  if (times > 1) setTimeout(() => document.querySelector(".memory") || openMemory(times - 1), 700);
}

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest("button, a");
    if (!button || !(button.matches('a[href="#memory"]') || button.querySelector('a[href="#memory"]'))) return;
    event.preventDefault();
    openMemory(8);
  },
  true,
);
