
// A handout: native controls pick one of the states that were computed beforehand; votes and quiz are marked here.

const html = document.documentElement
html.classList.add('js', 'marks') // figures answer; votes and quiz do
const MOST_SECONDS = 30 // a figure that takes longer counts as one that never comes

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin)
else begin() // a platform put the page in later

function begin() {
  figuresOrTables().catch(console.error) // first: whatever a platform took away, this has an end
  joinVotes()
  for (const question of document.querySelectorAll('[data-kind]')) listenTo(question)
  openForPrint()
  keepAnswers()
}

// ---- figures

/** Figures instead of their tables; where a browser or a platform stops them, the tables again, with the note that says why. */
async function figuresOrTables() {
  const tables = document.querySelectorAll('details.course-table')
  const turnTo = (figures) => {
    html.classList.toggle('js', figures)
    for (const table of tables) table.open = !figures
  }
  turnTo(true)
  const late = setTimeout(() => turnTo(false), 1000 * MOST_SECONDS)
  try {
    await startFigures()
    if (!html.classList.contains('js')) turnTo(true) // they came after all
  } catch (error) {
    turnTo(false)
    throw error
  } finally {
    clearTimeout(late)
  }
}

function bytesOf(id) {
  const letters = atob(document.getElementById(id).textContent)
  const bytes = new Uint8Array(letters.length)
  for (let place = 0; place < letters.length; place++) bytes[place] = letters.charCodeAt(place)
  return bytes
}

async function startFigures() {
  const { items, stills } = JSON.parse(await unpack(bytesOf('states')))
  const sections = [...document.querySelectorAll('[data-item]')].filter((section) => section.dataset.item in items)
  const figures = [...document.querySelectorAll('[data-still]')]
  if (!sections.length && !figures.length) return
  unpackPlotly(bytesOf('plotly'))
  const Plotly = await plotlyReady()
  for (const figure of figures) draw(figure.querySelector('.course-plot'), stills[figure.dataset.still], Plotly)
  for (const section of sections) answer(section, items[section.dataset.item], Plotly)
  drawForPrint(Plotly)
}

/** Let the controls of a section show their state, now and whenever one moves. */
function answer(section, pack, Plotly) {
  const controls = [...section.querySelectorAll('.course-control :is(input, select)')]
  const settings = section.querySelectorAll('.course-settings b')
  const update = () => {
    controls.forEach((control, place) => { settings[place].textContent = sayValue(control) })
    show(section, stateOf(pack, controls.map((control) => Number(control.value))), Plotly)
  }
  for (const control of controls) control.addEventListener('input', update)
  update()
}

/** The text that stands for a control's value, also told beside a slider and to screen readers. */
function sayValue(control) {
  if (control.selectedOptions) return control.selectedOptions[0].textContent
  const said = JSON.parse(control.dataset.texts)[control.value]
  if (control.type === 'range') control.setAttribute('aria-valuetext', said)
  control.parentElement.querySelector('output').textContent = said
  return said
}

/** The view for the places of all controls: what always stays, and each column's value for the controls it depends on. */
function stateOf(pack, places) {
  const view = structuredClone(pack.base)
  const sizes = Object.values(pack.controls).map((values) => values.length)
  for (const [path, needed, values] of pack.columns) {
    const place = needed.reduce((sum, control) => sum * sizes[control] + places[control], 0)
    const parent = path.slice(0, -1).reduce((part, key) => part[key], view)
    parent[path.at(-1)] = structuredClone(values[place])
  }
  return view
}

const plots = () => document.querySelectorAll('.course-plot.js-plotly-plot')

/** On paper, figures are as wide as the page; afterwards all is as before. */
function drawForPrint(Plotly) {
  addEventListener('beforeprint', () => { for (const plot of plots()) draw(plot, plot.figure, Plotly, 660) })
  addEventListener('afterprint', () => { for (const plot of plots()) draw(plot, plot.figure, Plotly) })
}

/** On paper, verdicts stand open, and for the teacher all that the lesson folds away; afterwards all is as before. */
function openForPrint() {
  const folded = document.body.dataset.edition === 'teacher' ? 'details:not(.course-table, .course-legend)' : 'details.course-card'
  let opened = []
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll(folded)].filter((part) => !part.open)
    for (const part of opened) part.open = true
  })
  addEventListener('afterprint', () => { for (const part of opened) part.open = false })
}

// ---- votes and quiz

function joinVotes() {
  for (const vote of document.querySelectorAll('.course-vote')) {
    vote.addEventListener('change', () => {
      const voted = vote.querySelector('input:checked')?.parentElement.textContent.trim()
      for (const card of document.querySelectorAll('.course-card')) {
        if (card.dataset.claim !== vote.dataset.claim) continue
        const yours = card.querySelector('.course-yours')
        const word = document.createElement('strong')
        word.textContent = voted
        yours.replaceChildren(...(voted ? [yours.dataset.yours + ' ', word] : []))
      }
    })
  }
}

function listenTo(question) {
  question.querySelector('.course-check').onclick = () => check(question)
  question.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.type === 'text') check(question)
  })
}

function check(question) {
  const [right, said] = question.dataset.kind === 'number'
    ? markNumber(JSON.parse(question.dataset.rules), question.querySelector('input').value, question.dataset.help)
    : markChosen([...question.querySelectorAll('input')], question.dataset.kind, question.dataset.help)
  const feedback = question.querySelector('.course-feedback')
  feedback.className = 'course-feedback course-' + (right ? 'right' : 'wrong')
  feedback.textContent = (right ? '✔ ' : '✘ ') + said
}

/** As `parts.mark_number`. */
function markNumber(rules, typed, help) {
  const values = readings(typed, rules)
  if (!values.length) return [false, help]
  const near = (number) => Math.abs(number - rules.answer) <= rules.tolerance * (1 + 1e-9)
  if (values.some(near)) return [true, rules.right]
  if (rules.unit.trim() === '%' && values.some((value) => near(100 * value))) return [false, rules.fraction]
  return [false, values[0] < rules.answer ? rules.low : rules.high]
}

/** As `language.readings`: the numbers that may be meant; decimal comma and point, marks of thousands, the unit behind it. */
function readings(typed, { unit, decimal, group }) {
  const bare = (text) => text.normalize('NFKC').replace(/[\s\x1c-\x1f\x85]/g, '')
  const letters = (mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  let plain = bare(typed).replaceAll('\u2212', '-').replace(/^[\u2248~\xb1]+/, '')
  const behind = bare(unit)
  if (behind && plain.toLowerCase().endsWith(behind.toLowerCase())) plain = plain.slice(0, -behind.length)
  const thousands = new RegExp(`^[+-]?[1-9]\\d{0,2}(${letters(group)}\\d{3})+(${letters(decimal)}\\d*)?$`)
  const written = thousands.test(plain) ? [plain.replaceAll(group, ''), plain] : [plain]
  return written.map((text) => text.replaceAll(',', '.')).filter((text) => /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)).map(Number)
}

/** As `parts.mark_chosen`: each answer that was ticked, or wrongly left out, gets its feedback. */
function markChosen(boxes, kind, help) {
  if (!boxes.some((box) => box.checked)) return [false, help]
  const isRight = (box) => box.dataset.right === '1'
  const spoken = boxes.filter((box) => box.checked || (kind === 'several' && isRight(box)))
  return [boxes.every((box) => box.checked === isRight(box)), spoken.map((box) => box.dataset.said).join(' ')]
}

// ---- answers

/** Keep what was filled in with this browser, under the name of this handout, and ask before such a page is left. */
function keepAnswers() {
  const fields = [...document.querySelectorAll('main :is(input, textarea, select), .course-pupil input')]
    .filter((field) => !field.closest('.course-control') && !field.disabled)
  const isBox = (field) => ['radio', 'checkbox'].includes(field.type)
  const nameOf = (field, place) => isBox(field) && field.name ? `${field.name}=${field.value}` : field.id || `field ${place}`
  const valueOf = (field) => isBox(field) ? field.checked : field.value
  const setTo = (field, value) => {
    field[isBox(field) ? 'checked' : 'value'] = value
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
  const store = answerStore('course-handout ' + document.body.dataset.handout)
  const restore = () => {
    const kept = store.read()
    fields.forEach((field, place) => {
      const value = kept[nameOf(field, place)]
      if (value !== undefined && value !== valueOf(field)) setTo(field, value)
    })
  }
  restore()
  addEventListener('storage', restore) // filled in in another tab

  let filled = false
  document.addEventListener('input', ({ target }) => {
    if (!fields.includes(target)) return
    filled = fields.some(valueOf)
    const now = fields.map((field, place) => [field, nameOf(field, place), valueOf(field)])
    const changed = now.filter(([field]) => field === target || (target.name && field.name === target.name))
    store.write({ ...store.read(), ...Object.fromEntries(changed.map(([, name, value]) => [name, value])) })
  })
  addEventListener('beforeunload', (event) => { if (filled) event.preventDefault() })

  const line = document.querySelector('.course-kept-answers')
  line.hidden = !store.works || !fields.length
  line.querySelector('button').onclick = () => {
    filled = false
    store.erase()
    for (const field of fields) setTo(field, isBox(field) ? field.defaultChecked : field.defaultValue ?? '')
    for (const feedback of document.querySelectorAll('.course-feedback')) feedback.textContent = ''
  }
}

/** The browser's store for one handout. Where a platform or a setting closes it, nothing is kept and nothing breaks. */
function answerStore(key) {
  const tried = (work, otherwise) => { try { return work() ?? otherwise } catch { return otherwise } }
  return {
    works: tried(() => { localStorage.setItem(key + '?', ''); localStorage.removeItem(key + '?'); return true }, false),
    read: () => tried(() => JSON.parse(localStorage.getItem(key)), {}),
    write: (answers) => tried(() => localStorage.setItem(key, JSON.stringify(answers))),
    erase: () => tried(() => localStorage.removeItem(key)),
  }
}
