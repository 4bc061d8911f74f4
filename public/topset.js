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

// What a screen reader is told: the names of buttons that show an icon only, of the box to write in, and new answers.
const NAMES = {
  "#sidebar-trigger-button": "Show or hide the chats",
  "#search-chats-button": "Search the chats",
  "#new-chat-button": "New chat",
  "#upload-button": "Attach a file",
  "#chat-submit": "Send",
  "#chat-input": "Message to the coach",
};

function nameAll() {
  for (const [where, name] of Object.entries(NAMES)) {
    for (const each of document.querySelectorAll(where)) {
      if (each.getAttribute("aria-label") !== name) each.setAttribute("aria-label", name);
    }
  }
  const said = document.querySelector("[data-step-type]")?.parentElement?.parentElement;
  const log = document.querySelector("#message-list, .messages") || said;
  if (log && log.getAttribute("role") !== "log") {
    log.setAttribute("role", "log");
    log.setAttribute("aria-live", "polite");
    log.setAttribute("aria-label", "Chat with the coach");
  }
}

new MutationObserver(nameAll).observe(document.documentElement, { childList: true, subtree: true });
nameAll();
