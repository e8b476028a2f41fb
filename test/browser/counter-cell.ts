/** The `render` of a view written in a cell: a button that shows `count`, and counts when it is pressed. */
export const counterRender = `render({ model, el, document }) {
    const button = document.createElement('button');
    const show = () => { button.textContent = 'count is ' + model.get('count'); };
    button.onclick = () => { model.set('count', model.get('count') + 1); model.save_changes(); };
    model.on('change:count', show);
    show();
    el.append(button);
  }`;
