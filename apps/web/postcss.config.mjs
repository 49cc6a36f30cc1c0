// postcss.config.mjs: Tailwind is the only step between tokens.css and the browser.
export default { plugins: { '@tailwindcss/postcss': {} } };
