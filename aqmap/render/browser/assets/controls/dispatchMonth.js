function dispatchMonth({ dom, handOver, phrases, picture, sheet }) {
  // A month of the dispatch: by which rule it is judged, its picture and its sentence for a report.

  const { byId } = dom;
  const { phrase, say } = phrases;

  // The month of which the sentence is shown: another has another sentence.
  let told = null;

  function draw() {
    const month = sheet.progress();
    byId("progress").hidden = !month;
    if (month !== told) byId("progress-said").hidden = true;
    byId("progress-picture").textContent = say("page.progress_picture");
    byId("progress-sentence").textContent = say("page.progress_sentence");
    byId("progress-close").setAttribute("aria-label", say("page.close"));
    if (!month) return;
    byId("progress-draft").hidden = !month.draft;
    byId("progress-draft").textContent = say("page.progress_draft");
    byId("progress-rule").textContent = phrase(month.rule);
    if (month === told) byId("progress-words").textContent = phrase(month.sentence);
  }

  /** Show the sentence, and copy it as far as the browser lets a page do so. */
  async function giveSentence() {
    told = sheet.progress();
    const words = phrase(told.sentence);
    byId("progress-words").textContent = words;
    byId("progress-said").hidden = false;
    const copied = await handOver.copy(words, byId("progress-words"));
    byId("progress-done").textContent = say(copied ? "page.progress_copied" : "page.progress_copy");
  }

  function bind() {
    byId("progress-sentence").addEventListener("click", giveSentence);
    byId("progress-close").addEventListener("click", () => {
      byId("progress-said").hidden = true;
    });
    byId("progress-picture").addEventListener("click", () => picture.save("png"));
  }

  return { draw, bind };
}
