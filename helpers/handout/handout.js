
// A handout: native controls pick one of the states that were computed beforehand; votes and quiz are marked here.

document.documentElement.classList.add('js')
document.addEventListener('DOMContentLoaded', () => {
  const tables = document.querySelectorAll('details.course-table')
  for (const table of tables) table.open = false
  joinVotes()
  for (const button of document.querySelectorAll('.course-check')) button.onclick = () => check(button.closest('[data-kind]'))
  startFigures().catch((error) => {
    document.documentElement.classList.remove('js') // an old browser reads the page as if scripts were off
    for (const table of tables) table.open = true
    console.error(error)
  })
})

// ---- figures

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
  await unpackPlotly(bytesOf('plotly'))
  const Plotly = await plotlyReady()
  for (const figure of figures) draw(figure.querySelector('.course-plot'), stills[figure.dataset.still], Plotly)
  for (const section of sections) answer(section, items[section.dataset.item], Plotly)
  forPrint(Plotly)
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

/** On paper, figures are as wide as the page and verdicts stand open; afterwards all is as before. */
function forPrint(Plotly) {
  let opened = []
  const plots = () => document.querySelectorAll('.course-plot.js-plotly-plot')
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details.course-card:not([open])')]
    for (const card of opened) card.open = true
    for (const plot of plots()) draw(plot, plot.figure, Plotly, 660)
  })
  addEventListener('afterprint', () => {
    for (const card of opened) card.open = false
    for (const plot of plots()) draw(plot, plot.figure, Plotly)
  })
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
        yours.replaceChildren(yours.dataset.yours + ' ', word)
      }
    })
  }
}

function check(question) {
  const [right, said] = question.dataset.kind === 'number'
    ? markNumber(JSON.parse(question.dataset.rules), question.querySelector('input').value, question.dataset.help)
    : markChosen([...question.querySelectorAll('input')], question.dataset.kind, question.dataset.help)
  const feedback = question.querySelector('.course-feedback')
  feedback.className = 'course-feedback course-' + (right ? 'right' : 'wrong')
  feedback.textContent = (right ? '✔ ' : '✘ ') + said
}

/** As `teach.mark_number`: decimal comma and point are both understood. */
function markNumber(rules, typed, help) {
  const text = typed.trim().replaceAll(' ', '').replaceAll('\u2212', '-').replaceAll(',', '.')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return [false, help]
  const value = Number(text)
  if (Math.abs(value - rules.answer) <= rules.tolerance * (1 + 1e-9)) return [true, rules.right]
  return [false, value < rules.answer ? rules.low : rules.high]
}

/** As `teach.mark_chosen`: each answer that was ticked, or wrongly left out, gets its feedback. */
function markChosen(boxes, kind, help) {
  if (!boxes.some((box) => box.checked)) return [false, help]
  const isRight = (box) => box.dataset.right === '1'
  const spoken = boxes.filter((box) => box.checked || (kind === 'several' && isRight(box)))
  return [boxes.every((box) => box.checked === isRight(box)), spoken.map((box) => box.dataset.said).join(' ')]
}
