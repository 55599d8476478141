/** Every text under `root` that can be seen and has less than `least` contrast with what lies behind it: [text, contrast, colour, ground]. */
(root, least) => {
  const parsed = (color) => { // [red, green, blue, alpha], each from 0 to 1
    const [, r, g, b, a] = color.match(/rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)/) ?? []
    return r === undefined ? [0, 0, 0, 0] : [r / 255, g / 255, b / 255, a === undefined ? 1 : Number(a)]
  }
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1)
  const light = ([r, g, b]) => [r, g, b].map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b)
    return (bright + 0.05) / (dark + 0.05)
  }
  const grounds = new Map()
  const ground = (element) => { // what is painted behind an element of HTML
    if (!element) return [1, 1, 1, 1]
    if (!grounds.has(element)) grounds.set(element, over(parsed(getComputedStyle(element).backgroundColor), ground(element.parentElement)))
    return grounds.get(element)
  }
  const painted = (shape) => { // the colour of a shape in a figure; of a pattern, what lies under its lines
    const style = getComputedStyle(shape)
    const pattern = style.fill.match(/url\("?#([^")]+)/)
    const color = pattern ? parsed(getComputedStyle(document.getElementById(pattern[1]).querySelector('rect') ?? shape).fill) : parsed(style.fill)
    color[3] *= Number(style.fillOpacity) * Number(style.opacity)
    return color
  }
  const inFigure = (text) => { // what lies behind the middle of a text in a figure
    const plot = text.closest('.js-plotly-plot'), box = text.getBoundingClientRect()
    let color = over(parsed(getComputedStyle(plot.querySelector('.main-svg')).backgroundColor), ground(plot))
    for (const shape of plot.querySelectorAll('path, rect')) {
      if (shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_PRECEDING || shape.closest('defs, clipPath')) continue
      const fill = painted(shape), place = shape.getScreenCTM()
      if (!fill[3] || !place || !shape.getClientRects().length) continue
      const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(place.inverse())
      if (shape.isPointInFill(middle)) color = over(fill, color)
    }
    return color
  }
  const found = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement
    const words = walker.currentNode.textContent.trim()
    if (!words || element.closest('script, style, title, annotation, option, .jp-InputPrompt, .jp-OutputPrompt, .cm-editor')) continue
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) || !element.getClientRects().length) continue
    const style = getComputedStyle(element), svg = element.closest('svg text')
    const behind = svg ? inFigure(svg) : ground(element)
    const ink = parsed(svg ? style.fill : style.color)
    const value = contrast(over(ink, behind), behind)
    if (value < least) found.push([words.slice(0, 60), Math.round(100 * value) / 100, svg ? style.fill : style.color, behind.slice(0, 3).map((c) => Math.round(255 * c)).join(' '), element.className?.toString().slice(0, 60)])
  }
  return found
}
