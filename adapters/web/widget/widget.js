/*
 * The desk on another site, by one script tag:
 * <script src="https://desk.example.jp/widget.js" data-city="kodaira" data-language="ja" async></script>
 *
 * A button in the corner opens the conversation in a frame. Nothing of the site is read or changed but one element at the
 * end of its body, whose looks are closed to the site's; nothing is asked of the desk before the button is pressed.
 */
(() => {
  const WORDS = {};
  const STYLE = "";
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const { city, language = "ja" } = script.dataset;
  const words = WORDS[language] ?? WORDS.ja;
  const address = new URL("widget", script.src);
  if (city) address.searchParams.set("city", city);
  if (words !== WORDS.ja) address.searchParams.set("language", language);

  // No rule of the site's for its own elements reaches one of this name.
  const host = document.createElement("madoguchi-widget");
  host.lang = language === "en" ? "en" : "ja";
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];

  const panel = document.createElement("div");
  panel.id = "panel";
  panel.hidden = true;
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-controls", panel.id);
  const show = (isOpen) => {
    panel.hidden = !isOpen;
    button.textContent = isOpen ? words.close : words.open;
    button.setAttribute("aria-expanded", String(isOpen));
  };
  show(false);
  button.addEventListener("click", () => {
    const isOpen = panel.hidden;
    if (isOpen && panel.childElementCount === 0) {
      const frame = document.createElement("iframe");
      frame.title = words.frame;
      frame.src = address.href;
      panel.append(frame);
    }
    show(isOpen);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    show(false);
    button.focus();
  });
  // In this order the frame comes next for the keyboard, although it stands above the button.
  root.append(button, panel);
  const place = () => document.body.append(host);
  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
})();
