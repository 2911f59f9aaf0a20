// Rules for the scripts of the pages; tests/render/test_scripts.py holds what no linter knows.

const BROWSER = [
  "atob", "Blob", "clearInterval", "DecompressionStream", "document", "DOMMatrix", "getSelection",
  "history", "Intl", "location", "navigator", "Response", "setInterval", "setTimeout",
  "TextDecoder", "URL", "URLSearchParams", "window",
];
const LEAFLET = ["L"];

export default [
  {
    files: ["**/*.js"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: {
      ecmaVersion: 2021, // what Chromium 86 understands; the map page wants less still
      sourceType: "script",
      parserOptions: { ecmaFeatures: { impliedStrict: true } },
      globals: Object.fromEntries([...BROWSER, ...LEAFLET].map((name) => [name, "readonly"])),
    },
    rules: {
      "array-callback-return": "error",
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "no-const-assign": "error",
      "no-dupe-keys": "error",
      "no-param-reassign": "error",
      "no-shadow": "error",
      "no-undef": "error",
      "no-unreachable": "error",
      "no-unused-expressions": "error",
      // A file's own function is used by the page, and a need that is not used is no need.
      "no-unused-vars": ["error", { vars: "local", args: "all", argsIgnorePattern: "^_$" }],
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    // What its guard of old engines looks for is as old as this.
    files: ["**/browser/**/*.js", "aqmap/render/assets/*.js"],
    languageOptions: { ecmaVersion: 2020 },
  },
];
