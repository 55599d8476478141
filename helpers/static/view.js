// How a view is shown, live in JupyterLab and in a handout alike: a figure, its reading, its table, its sources.

const plotlyDoor = () => (globalThis.coursePlotly ??= (() => {
  let open, fail
  const ready = new Promise((resolve, reject) => { open = resolve; fail = reject })
  ready.catch(console.warn) // a refusal is told, also where nobody waits
  return { ready, open, fail, asked: false, line: ready, managers: new WeakSet() }
})())

const plotlyReady = () => plotlyDoor().ready

/** A moment in which the page has nothing else to do: for long work, so that it holds up nobody. A page that is not being painted may never be told of one: then after 0.3 s. */
const freeMoment = () => new Promise((go) => globalThis.requestIdleCallback ? requestIdleCallback(() => go(), { timeout: 300 }) : setTimeout(go))

/** Draw the charts that a notebook with this `manager` of widgets puts on the page: the first time when their turn comes, later at once. */
function watchCharts(manager) {
  const door = plotlyDoor()
  if (door.managers.has(manager)) return
  door.managers.add(manager)
  const look = () => {
    for (const chart of document.querySelectorAll('.course-chart:not([data-seen])')) {
      if (!manager.has_model(chart.dataset.state)) continue // of another notebook
      chart.dataset.seen = ''
      nameControls(chart)
      tellLanguage(chart)
      door.line = door.line.then(freeMoment).then(() => manager.get_model(chart.dataset.state)).then((state) => {
        const draw = () => show(chart, state.get('view'), globalThis.Plotly)
        state.on('change:view', draw)
        draw()
      }).catch(console.error)
    }
  }
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
  look()
}

/** Screen readers speak a lesson in its own language, whatever that of the menus around it. */
function tellLanguage(chart) {
  const notebook = chart.closest('.jp-Notebook:not(body)') // Voilà's whole page is one
  ;(notebook ?? document.documentElement).lang = chart.lang
}

/** Unpack plotly.js from its gzip bytes and start it, once a page; where the browser or the page's policy refuses, `plotlyReady` rejects. */
async function unpackPlotly(bytes) {
  const door = plotlyDoor()
  if (door.asked) return
  door.asked = true
  try {
    const text = await unpack(bytes)
    await freeMoment()
    const script = document.createElement('script')
    script.src = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
    script.onload = () => globalThis.Plotly ? door.open(globalThis.Plotly) : door.fail(new Error('plotly.js did not start'))
    script.onerror = () => door.fail(new Error('plotly.js may not run on this page'))
    document.head.append(script)
  } catch (error) {
    door.fail(error)
  }
}

const unpack = (bytes) =>
  new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text()

/** Show one state in the parts that `skeleton` wrote; a state with a problem changes the reading alone. */
function show(root, view, Plotly) {
  const part = (name) => root.querySelector('.course-' + name)
  part('reading').textContent = view.problem ?? view.reading
  part('reading').classList.toggle('course-wrong', 'problem' in view)
  if ('problem' in view) return
  part('plot').style.height = view.figure.layout.height + 'px'
  draw(part('plot'), view.figure, Plotly)
  part('sources').innerHTML = view.sources
  const line = (texts, tag) => {
    const row = document.createElement('tr')
    row.append(...texts.map((text, place) => {
      const cell = document.createElement(place ? tag : 'th')
      if (cell.tagName === 'TH') cell.scope = tag === 'th' ? 'col' : 'row'
      cell.textContent = text
      return cell
    }))
    return row
  }
  if (view.columns) part('rows').previousElementSibling.replaceChildren(line(view.columns, 'th'))
  part('rows').replaceChildren(...view.rows.map((texts) => line(texts, 'td')))
}

/** Draw a figure in its place, as wide as that, or as `width` px; a place that cannot be seen gets it once it can. */
function draw(plot, figure, Plotly, width) {
  Object.assign(plot, { figure, fixed: width !== undefined, wide: width ?? plot.clientWidth })
  placesOf(Plotly).observe(plot)
  if (!plot.wide) return
  const layout = fitted(roomy(figure), plot.wide)
  Plotly.react(plot, figure.data, width ? { ...layout, width } : layout, { displayModeBar: false })
}

/** Watches the places of figures: a side panel, a heading that is unfolded or another lesson beside it gives them another width. */
const placesOf = (Plotly) => placesOf.watched ??= new ResizeObserver((places) => {
  for (const { target: plot } of places) {
    if (!plot.fixed && plot.clientWidth && plot.clientWidth !== plot.wide) draw(plot, plot.figure, Plotly)
  }
})

const pen = document.createElement('canvas').getContext('2d')

/** The layout with room for the names of rows beside the figure. Left to Plotly, a figure with other names would be drawn twice. */
function roomy({ data, layout }) {
  const axis = layout.yaxis
  if (!axis?.automargin || axis.title || axis.showticklabels === false || axis.visible === false) return layout
  const names = axis.ticktext ?? [...(axis.categoryarray ?? []), ...data.flatMap((trace) => trace.y ?? [])].filter((name) => typeof name === 'string')
  const { family, size } = { ...layout.font, ...axis.tickfont }
  const width = (name) => {
    pen.font = `${name.includes('<b>') ? 'bold ' : ''}${size}px ${family}`
    return Math.max(...name.split('<br>').map((line) => pen.measureText(line.replace(/<[^>]*>/g, '')).width))
  }
  if (!names.length) return layout
  const room = Math.max(...names.map(width)) + (axis.ticks ? 12 : 7) // px, with the gap and the tick between name and figure
  return { ...layout, yaxis: { ...axis, automargin: false }, margin: { ...layout.margin, l: Math.max(layout.margin.l, room) } }
}

/** On a narrow screen, titles of axes below a figure go on several lines; elsewhere a layout stays as it is. */
function fitted(layout, width) {
  if (!width || width >= 480) return layout
  const lines = (text) => {
    const longest = text.length / Math.ceil(text.length / 20)
    return text.split(/ |<br>/).reduce((said, word) => said + (said.length - said.lastIndexOf('>') > longest ? '<br>' : ' ') + word)
  }
  const titled = Object.entries(layout).filter(([name, axis]) => name.startsWith('xaxis') && axis.title?.text)
  return { ...layout, ...Object.fromEntries(titled.map(([name, axis]) =>
    [name, { ...axis, title: { ...axis.title, text: lines(axis.title.text), font: { ...axis.title.font, size: 13 } } }])) }
}

/** Sliders of ipywidgets carry no name for screen readers: take it from the label that stands beside them. */
function nameControls(el) {
  const box = el.closest('.course-exploration')
  requestAnimationFrame(() => {
    for (const control of box?.querySelectorAll('.widget-inline-hbox') ?? []) {
      const label = control.querySelector('.widget-label')?.textContent
      const readout = control.querySelector('.widget-readout')
      const handle = control.querySelector('.noUi-handle')
      if (!handle) continue
      const say = () => handle.setAttribute('aria-valuetext', readout?.textContent ?? '')
      handle.setAttribute('aria-label', label)
      say()
      if (readout) new MutationObserver(say).observe(readout, { childList: true, characterData: true, subtree: true })
    }
  })
}
