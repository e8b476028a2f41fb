// Written by scripts/generate-controls.mjs from @jupyter-widgets/schema 0.5.6. Do not edit.
import { defineWidget } from './define-widget.js';
import type { Widget } from './widget.js';
import type { TimeOfDay, UploadedFile } from './wire-value.js';

/** Traits of `Layout`. */
export interface LayoutTraits {
  /** The align-content CSS attribute. */
  align_content:
    | 'flex-start'
    | 'flex-end'
    | 'center'
    | 'space-between'
    | 'space-around'
    | 'space-evenly'
    | 'stretch'
    | 'inherit'
    | 'initial'
    | 'unset'
    | null;
  /** The align-items CSS attribute. */
  align_items:
    | 'flex-start'
    | 'flex-end'
    | 'center'
    | 'baseline'
    | 'stretch'
    | 'inherit'
    | 'initial'
    | 'unset'
    | null;
  /** The align-self CSS attribute. */
  align_self:
    | 'auto'
    | 'flex-start'
    | 'flex-end'
    | 'center'
    | 'baseline'
    | 'stretch'
    | 'inherit'
    | 'initial'
    | 'unset'
    | null;
  /** The border bottom CSS attribute. */
  border_bottom: string | null;
  /** The border left CSS attribute. */
  border_left: string | null;
  /** The border right CSS attribute. */
  border_right: string | null;
  /** The border top CSS attribute. */
  border_top: string | null;
  /** The bottom CSS attribute. */
  bottom: string | null;
  /** The display CSS attribute. */
  display: string | null;
  /** The flex CSS attribute. */
  flex: string | null;
  /** The flex-flow CSS attribute. */
  flex_flow: string | null;
  /** The grid-area CSS attribute. */
  grid_area: string | null;
  /** The grid-auto-columns CSS attribute. */
  grid_auto_columns: string | null;
  /** The grid-auto-flow CSS attribute. */
  grid_auto_flow:
    'column' | 'row' | 'row dense' | 'column dense' | 'inherit' | 'initial' | 'unset' | null;
  /** The grid-auto-rows CSS attribute. */
  grid_auto_rows: string | null;
  /** The grid-column CSS attribute. */
  grid_column: string | null;
  /** The grid-gap CSS attribute. */
  grid_gap: string | null;
  /** The grid-row CSS attribute. */
  grid_row: string | null;
  /** The grid-template-areas CSS attribute. */
  grid_template_areas: string | null;
  /** The grid-template-columns CSS attribute. */
  grid_template_columns: string | null;
  /** The grid-template-rows CSS attribute. */
  grid_template_rows: string | null;
  /** The height CSS attribute. */
  height: string | null;
  /** The justify-content CSS attribute. */
  justify_content:
    | 'flex-start'
    | 'flex-end'
    | 'center'
    | 'space-between'
    | 'space-around'
    | 'inherit'
    | 'initial'
    | 'unset'
    | null;
  /** The justify-items CSS attribute. */
  justify_items: 'flex-start' | 'flex-end' | 'center' | 'inherit' | 'initial' | 'unset' | null;
  /** The left CSS attribute. */
  left: string | null;
  /** The margin CSS attribute. */
  margin: string | null;
  /** The max-height CSS attribute. */
  max_height: string | null;
  /** The max-width CSS attribute. */
  max_width: string | null;
  /** The min-height CSS attribute. */
  min_height: string | null;
  /** The min-width CSS attribute. */
  min_width: string | null;
  /** The object-fit CSS attribute. */
  object_fit: 'contain' | 'cover' | 'fill' | 'scale-down' | 'none' | null;
  /** The object-position CSS attribute. */
  object_position: string | null;
  /** The order CSS attribute. */
  order: string | null;
  /** The overflow CSS attribute. */
  overflow: string | null;
  /** The padding CSS attribute. */
  padding: string | null;
  /** The right CSS attribute. */
  right: string | null;
  /** The top CSS attribute. */
  top: string | null;
  /** The visibility CSS attribute. */
  visibility: 'visible' | 'hidden' | 'inherit' | 'initial' | 'unset' | null;
  /** The width CSS attribute. */
  width: string | null;
  /** border_top, border_right, border_bottom, border_left at once; null when they differ. */
  border: string | null;
}

/** The standard Jupyter widget `Layout`. */
export class Layout extends defineWidget<LayoutTraits>({
  name: 'Layout',
  model: {
    _model_name: 'LayoutModel',
    _model_module: '@jupyter-widgets/base',
    _model_module_version: '2.0.0',
    _view_name: 'LayoutView',
    _view_module: '@jupyter-widgets/base',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    align_content: null,
    align_items: null,
    align_self: null,
    border_bottom: null,
    border_left: null,
    border_right: null,
    border_top: null,
    bottom: null,
    display: null,
    flex: null,
    flex_flow: null,
    grid_area: null,
    grid_auto_columns: null,
    grid_auto_flow: null,
    grid_auto_rows: null,
    grid_column: null,
    grid_gap: null,
    grid_row: null,
    grid_template_areas: null,
    grid_template_columns: null,
    grid_template_rows: null,
    height: null,
    justify_content: null,
    justify_items: null,
    left: null,
    margin: null,
    max_height: null,
    max_width: null,
    min_height: null,
    min_width: null,
    object_fit: null,
    object_position: null,
    order: null,
    overflow: null,
    padding: null,
    right: null,
    top: null,
    visibility: null,
    width: null,
  }),
  shorthands: {
    border: ['border_top', 'border_right', 'border_bottom', 'border_left'],
  },
}) {}

/** Traits of `ButtonStyle`. */
export interface ButtonStyleTraits {
  /** Color of the button */
  button_color: string | null;
  /** Button text font family. */
  font_family: string | null;
  /** Button text font size. */
  font_size: string | null;
  /** Button text font style. */
  font_style: string | null;
  /** Button text font variant. */
  font_variant: string | null;
  /** Button text font weight. */
  font_weight: string | null;
  /** Button text color. */
  text_color: string | null;
  /** Button text decoration. */
  text_decoration: string | null;
}

/** The standard Jupyter widget `ButtonStyle`. */
export class ButtonStyle extends defineWidget<ButtonStyleTraits>({
  name: 'ButtonStyle',
  model: {
    _model_name: 'ButtonStyleModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'StyleView',
    _view_module: '@jupyter-widgets/base',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    button_color: null,
    font_family: null,
    font_size: null,
    font_style: null,
    font_variant: null,
    font_weight: null,
    text_color: null,
    text_decoration: null,
  }),
}) {}

/** Traits of `CheckboxStyle`. */
export interface CheckboxStyleTraits {
  /** Background specifications. */
  background: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
}

/** The standard Jupyter widget `CheckboxStyle`. */
export class CheckboxStyle extends defineWidget<CheckboxStyleTraits>({
  name: 'CheckboxStyle',
  model: {
    _model_name: 'CheckboxStyleModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'StyleView',
    _view_module: '@jupyter-widgets/base',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    background: null,
    description_width: '',
  }),
}) {}

/** Traits of `DescriptionStyle`. */
export interface DescriptionStyleTraits {
  /** Width of the description to the side of the control. */
  description_width: string;
}

/** The standard Jupyter widget `DescriptionStyle`. */
export class DescriptionStyle extends defineWidget<DescriptionStyleTraits>({
  name: 'DescriptionStyle',
  model: {
    _model_name: 'DescriptionStyleModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'StyleView',
    _view_module: '@jupyter-widgets/base',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    description_width: '',
  }),
}) {}

/** Traits of `HTMLMathStyle`. */
export interface HTMLMathStyleTraits {
  /** Background specifications. */
  background: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Text font size. */
  font_size: string | null;
  /** Text color */
  text_color: string | null;
}

/** The standard Jupyter widget `HTMLMathStyle`. */
export class HTMLMathStyle extends defineWidget<HTMLMathStyleTraits>({
  name: 'HTMLMathStyle',
  model: {
    _model_name: 'HTMLMathStyleModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'StyleView',
    _view_module: '@jupyter-widgets/base',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    background: null,
    description_width: '',
    font_size: null,
    text_color: null,
  }),
}) {}

/** Traits of `HTMLStyle`. */
export interface HTMLStyleTraits {
  /** Background specifications. */
  background: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Text font size. */
  font_size: string | null;
  /** Text color */
  text_color: string | null;
}

/** The standard Jupyter widget `HTMLStyle`. */
export class HTMLStyle extends defineWidget<HTMLStyleTraits>({
  name: 'HTMLStyle',
  model: {
    _model_name: 'HTMLStyleModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'StyleView',
    _view_module: '@jupyter-widgets/base',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    background: null,
    description_width: '',
    font_size: null,
    text_color: null,
  }),
}) {}

/** Traits of `LabelStyle`. */
export interface LabelStyleTraits {
  /** Background specifications. */
  background: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Label text font family. */
  font_family: string | null;
  /** Text font size. */
  font_size: string | null;
  /** Label text font style. */
  font_style: string | null;
  /** Label text font variant. */
  font_variant: string | null;
  /** Label text font weight. */
  font_weight: string | null;
  /** Text color */
  text_color: string | null;
  /** Label text decoration. */
  text_decoration: string | null;
}

/** The standard Jupyter widget `LabelStyle`. */
export class LabelStyle extends defineWidget<LabelStyleTraits>({
  name: 'LabelStyle',
  model: {
    _model_name: 'LabelStyleModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'StyleView',
    _view_module: '@jupyter-widgets/base',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    background: null,
    description_width: '',
    font_family: null,
    font_size: null,
    font_style: null,
    font_variant: null,
    font_weight: null,
    text_color: null,
    text_decoration: null,
  }),
}) {}

/** Traits of `ProgressStyle`. */
export interface ProgressStyleTraits {
  /** Color of the progress bar. */
  bar_color: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
}

/** The standard Jupyter widget `ProgressStyle`. */
export class ProgressStyle extends defineWidget<ProgressStyleTraits>({
  name: 'ProgressStyle',
  model: {
    _model_name: 'ProgressStyleModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'StyleView',
    _view_module: '@jupyter-widgets/base',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    bar_color: null,
    description_width: '',
  }),
}) {}

/** Traits of `SliderStyle`. */
export interface SliderStyleTraits {
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Color of the slider handle. */
  handle_color: string | null;
}

/** The standard Jupyter widget `SliderStyle`. */
export class SliderStyle extends defineWidget<SliderStyleTraits>({
  name: 'SliderStyle',
  model: {
    _model_name: 'SliderStyleModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'StyleView',
    _view_module: '@jupyter-widgets/base',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    description_width: '',
    handle_color: null,
  }),
}) {}

/** Traits of `TextStyle`. */
export interface TextStyleTraits {
  /** Background specifications. */
  background: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Text font size. */
  font_size: string | null;
  /** Text color */
  text_color: string | null;
}

/** The standard Jupyter widget `TextStyle`. */
export class TextStyle extends defineWidget<TextStyleTraits>({
  name: 'TextStyle',
  model: {
    _model_name: 'TextStyleModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'StyleView',
    _view_module: '@jupyter-widgets/base',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    background: null,
    description_width: '',
    font_size: null,
    text_color: null,
  }),
}) {}

/** Traits of `ToggleButtonStyle`. */
export interface ToggleButtonStyleTraits {
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Toggle button text font family. */
  font_family: string | null;
  /** Toggle button text font size. */
  font_size: string | null;
  /** Toggle button text font style. */
  font_style: string | null;
  /** Toggle button text font variant. */
  font_variant: string | null;
  /** Toggle button text font weight. */
  font_weight: string | null;
  /** Toggle button text color */
  text_color: string | null;
  /** Toggle button text decoration. */
  text_decoration: string | null;
}

/** The standard Jupyter widget `ToggleButtonStyle`. */
export class ToggleButtonStyle extends defineWidget<ToggleButtonStyleTraits>({
  name: 'ToggleButtonStyle',
  model: {
    _model_name: 'ToggleButtonStyleModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'StyleView',
    _view_module: '@jupyter-widgets/base',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    description_width: '',
    font_family: null,
    font_size: null,
    font_style: null,
    font_variant: null,
    font_weight: null,
    text_color: null,
    text_decoration: null,
  }),
}) {}

/** Traits of `ToggleButtonsStyle`. */
export interface ToggleButtonsStyleTraits {
  /** The width of each button. */
  button_width: string;
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Text font weight of each button. */
  font_weight: string;
}

/** The standard Jupyter widget `ToggleButtonsStyle`. */
export class ToggleButtonsStyle extends defineWidget<ToggleButtonsStyleTraits>({
  name: 'ToggleButtonsStyle',
  model: {
    _model_name: 'ToggleButtonsStyleModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'StyleView',
    _view_module: '@jupyter-widgets/base',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    button_width: '',
    description_width: '',
    font_weight: '',
  }),
}) {}

/** Traits of `Accordion`. */
export interface AccordionTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly Widget[];
  layout: Layout;
  /** The index of the selected page. This is either an integer selecting a particular sub-widget, or None to have no widgets selected. */
  selected_index: number | null;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** Titles of the pages */
  titles: readonly string[];
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `Accordion`. */
export class Accordion extends defineWidget<AccordionTraits>({
  name: 'Accordion',
  model: {
    _model_name: 'AccordionModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'AccordionView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    box_style: '',
    children: [],
    layout: null,
    selected_index: null,
    tabbable: null,
    titles: [],
    tooltip: null,
  }),
  kinds: {
    children: 'widgets',
    layout: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}

/** Traits of `Audio`. */
export interface AudioTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** When true, the audio starts when it's displayed */
  autoplay: boolean;
  /** Specifies that audio controls should be displayed (such as a play/pause button etc) */
  controls: boolean;
  /** The format of the audio. */
  format: string;
  layout: Layout;
  /** When true, the audio will start from the beginning after finishing */
  loop: boolean;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The media data as a memory view of bytes. */
  value: Uint8Array;
}

/** The standard Jupyter widget `Audio`. */
export class Audio extends defineWidget<AudioTraits>({
  name: 'Audio',
  model: {
    _model_name: 'AudioModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'AudioView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    autoplay: true,
    controls: true,
    format: 'mp3',
    layout: null,
    loop: true,
    tabbable: null,
    tooltip: null,
    value: new Uint8Array(),
  }),
  kinds: {
    layout: 'widget',
    value: 'bytes',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}

/** Traits of `BoundedFloatText`. */
export interface BoundedFloatTextTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  layout: Layout;
  /** Max value */
  max: number;
  /** Min value */
  min: number;
  /** Minimum step to increment the value */
  step: number | null;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Float value */
  value: number;
}

/** The standard Jupyter widget `BoundedFloatText`. */
export class BoundedFloatText extends defineWidget<BoundedFloatTextTraits>({
  name: 'BoundedFloatText',
  model: {
    _model_name: 'BoundedFloatTextModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'FloatTextView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    continuous_update: false,
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    max: 100,
    min: 0,
    step: null,
    style: null,
    tabbable: null,
    tooltip: null,
    value: 0,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `BoundedIntText`. */
export interface BoundedIntTextTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  layout: Layout;
  /** Max value */
  max: number;
  /** Min value */
  min: number;
  /** Minimum step to increment the value */
  step: number;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Int value */
  value: number;
}

/** The standard Jupyter widget `BoundedIntText`. */
export class BoundedIntText extends defineWidget<BoundedIntTextTraits>({
  name: 'BoundedIntText',
  model: {
    _model_name: 'BoundedIntTextModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'IntTextView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    continuous_update: false,
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    max: 100,
    min: 0,
    step: 1,
    style: null,
    tabbable: null,
    tooltip: null,
    value: 0,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `Box`. */
export interface BoxTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly Widget[];
  layout: Layout;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `Box`. */
export class Box extends defineWidget<BoxTraits>({
  name: 'Box',
  model: {
    _model_name: 'BoxModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'BoxView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    box_style: '',
    children: [],
    layout: null,
    tabbable: null,
    tooltip: null,
  }),
  kinds: {
    children: 'widgets',
    layout: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}

/** Traits of `Button`. */
export interface ButtonTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Use a predefined styling for the button. */
  button_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '';
  /** Button label. */
  description: string;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Font-awesome icon names, without the 'fa-' prefix. */
  icon: string;
  layout: Layout;
  style: ButtonStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `Button`. */
export class ButtonBase extends defineWidget<ButtonTraits>({
  name: 'Button',
  model: {
    _model_name: 'ButtonModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'ButtonView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    button_style: '',
    description: '',
    disabled: false,
    icon: '',
    layout: null,
    style: null,
    tabbable: null,
    tooltip: null,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new ButtonStyle(traits),
  },
}) {}

/** Traits of `Checkbox`. */
export interface CheckboxTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Indent the control to align with other controls with a description. */
  indent: boolean;
  layout: Layout;
  /** Styling customizations */
  style: CheckboxStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Bool value */
  value: boolean;
}

/** The standard Jupyter widget `Checkbox`. */
export class Checkbox extends defineWidget<CheckboxTraits>({
  name: 'Checkbox',
  model: {
    _model_name: 'CheckboxModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'CheckboxView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    description: '',
    description_allow_html: false,
    disabled: false,
    indent: true,
    layout: null,
    style: null,
    tabbable: null,
    tooltip: null,
    value: false,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new CheckboxStyle(traits),
  },
}) {}

/** Traits of `ColorPicker`. */
export interface ColorPickerTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Display short version with just a color selector. */
  concise: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The color value. */
  value: string;
}

/** The standard Jupyter widget `ColorPicker`. */
export class ColorPicker extends defineWidget<ColorPickerTraits>({
  name: 'ColorPicker',
  model: {
    _model_name: 'ColorPickerModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'ColorPickerView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    concise: false,
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    style: null,
    tabbable: null,
    tooltip: null,
    value: 'black',
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `ColorsInput`. */
export interface ColorsInputTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  allow_duplicates: boolean;
  allowed_tags: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  placeholder: string;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** List of string tags */
  value: readonly string[];
}

/** The standard Jupyter widget `ColorsInput`. */
export class ColorsInput extends defineWidget<ColorsInputTraits>({
  name: 'ColorsInput',
  model: {
    _model_name: 'ColorsInputModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'ColorsInputView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    allow_duplicates: true,
    allowed_tags: [],
    description: '',
    description_allow_html: false,
    layout: null,
    placeholder: '​',
    style: null,
    tabbable: null,
    tooltip: null,
    value: [],
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `Combobox`. */
export interface ComboboxTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** If set, ensure value is in options. Implies continuous_update=False. */
  ensure_option: boolean;
  layout: Layout;
  /** Dropdown options for the combobox */
  options: readonly string[];
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  style: TextStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value */
  value: string;
}

/** The standard Jupyter widget `Combobox`. */
export class Combobox extends defineWidget<ComboboxTraits>({
  name: 'Combobox',
  model: {
    _model_name: 'ComboboxModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'ComboboxView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    continuous_update: true,
    description: '',
    description_allow_html: false,
    disabled: false,
    ensure_option: false,
    layout: null,
    options: [],
    placeholder: '​',
    style: null,
    tabbable: null,
    tooltip: null,
    value: '',
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new TextStyle(traits),
  },
}) {}

/** Traits of `ControllerAxis`. */
export interface ControllerAxisTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  layout: Layout;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The value of the axis. */
  value: number;
}

/** The standard Jupyter widget `ControllerAxis`. */
export class ControllerAxis extends defineWidget<ControllerAxisTraits>({
  name: 'ControllerAxis',
  model: {
    _model_name: 'ControllerAxisModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'ControllerAxisView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    layout: null,
    tabbable: null,
    tooltip: null,
    value: 0,
  }),
  kinds: {
    layout: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}

/** Traits of `ControllerButton`. */
export interface ControllerButtonTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  layout: Layout;
  /** Whether the button is pressed. */
  pressed: boolean;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The value of the button. */
  value: number;
}

/** The standard Jupyter widget `ControllerButton`. */
export class ControllerButton extends defineWidget<ControllerButtonTraits>({
  name: 'ControllerButton',
  model: {
    _model_name: 'ControllerButtonModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'ControllerButtonView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    layout: null,
    pressed: false,
    tabbable: null,
    tooltip: null,
    value: 0,
  }),
  kinds: {
    layout: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}

/** Traits of `Controller`. */
export interface ControllerTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** The axes on the gamepad. */
  axes: readonly Widget[];
  /** The buttons on the gamepad. */
  buttons: readonly Widget[];
  /** Whether the gamepad is connected. */
  connected: boolean;
  /** The id number of the controller. */
  index: number;
  layout: Layout;
  /** The name of the control mapping. */
  mapping: string;
  /** The name of the controller. */
  name: string;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** The last time the data from this gamepad was updated. */
  timestamp: number;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `Controller`. */
export class Controller extends defineWidget<ControllerTraits>({
  name: 'Controller',
  model: {
    _model_name: 'ControllerModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'ControllerView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    axes: [],
    buttons: [],
    connected: false,
    index: 0,
    layout: null,
    mapping: '',
    name: '',
    tabbable: null,
    timestamp: 0,
    tooltip: null,
  }),
  kinds: {
    axes: 'widgets',
    buttons: 'widgets',
    layout: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}

/** Traits of `DatePicker`. */
export interface DatePickerTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  max: Date | null;
  min: Date | null;
  /** The date step to use for the picker, in days, or "any". */
  step: number | 'any';
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  value: Date | null;
}

/** The standard Jupyter widget `DatePicker`. */
export class DatePicker extends defineWidget<DatePickerTraits>({
  name: 'DatePicker',
  model: {
    _model_name: 'DatePickerModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'DatePickerView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    max: null,
    min: null,
    step: 1,
    style: null,
    tabbable: null,
    tooltip: null,
    value: null,
  }),
  kinds: {
    layout: 'widget',
    max: 'date',
    min: 'date',
    style: 'widget',
    value: 'date',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `Datetime`. */
export interface DatetimeTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  max: Date | null;
  min: Date | null;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  value: Date | null;
}

/** The standard Jupyter widget `Datetime`. */
export class Datetime extends defineWidget<DatetimeTraits>({
  name: 'Datetime',
  model: {
    _model_name: 'DatetimeModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'DatetimeView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    max: null,
    min: null,
    style: null,
    tabbable: null,
    tooltip: null,
    value: null,
  }),
  kinds: {
    layout: 'widget',
    max: 'datetime',
    min: 'datetime',
    style: 'widget',
    value: 'datetime',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `DirectionalLink`. */
export interface DirectionalLinkTraits {
  /** The source (widget, 'trait_name') pair */
  source: readonly unknown[];
  /** The target (widget, 'trait_name') pair */
  target: readonly unknown[];
}

/** The standard Jupyter widget `DirectionalLink`. */
export class DirectionalLink extends defineWidget<DirectionalLinkTraits>({
  name: 'DirectionalLink',
  model: {
    _model_name: 'DirectionalLinkModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: null,
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    source: [],
    target: [],
  }),
}) {}

/** Traits of `Dropdown`. */
export interface DropdownTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Selected index */
  index: number | null;
  layout: Layout;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `Dropdown`. */
export class DropdownBase extends defineWidget<DropdownTraits>({
  name: 'Dropdown',
  model: {
    _model_name: 'DropdownModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'DropdownView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    _options_labels: [],
    description: '',
    description_allow_html: false,
    disabled: false,
    index: null,
    layout: null,
    style: null,
    tabbable: null,
    tooltip: null,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `FileUpload`. */
export interface FileUploadTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** File types to accept, empty string for all */
  accept: string;
  /** Use a predefined styling for the button. */
  button_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '';
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable button */
  disabled: boolean;
  /** Error message */
  error: string;
  /** Font-awesome icon name, without the 'fa-' prefix. */
  icon: string;
  layout: Layout;
  /** If True, allow for multiple files upload */
  multiple: boolean;
  style: ButtonStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The file upload value */
  value: readonly UploadedFile[];
}

/** The standard Jupyter widget `FileUpload`. */
export class FileUpload extends defineWidget<FileUploadTraits>({
  name: 'FileUpload',
  model: {
    _model_name: 'FileUploadModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'FileUploadView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    accept: '',
    button_style: '',
    description: '',
    description_allow_html: false,
    disabled: false,
    error: '',
    icon: 'upload',
    layout: null,
    multiple: false,
    style: null,
    tabbable: null,
    tooltip: null,
    value: [],
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
    value: 'files',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new ButtonStyle(traits),
  },
}) {}

/** Traits of `FloatLogSlider`. */
export interface FloatLogSliderTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Base for the logarithm */
  base: number;
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  layout: Layout;
  /** Max value for the exponent */
  max: number;
  /** Min value for the exponent */
  min: number;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  /** Display the current value of the slider next to it. */
  readout: boolean;
  /** Format for the readout */
  readout_format: string;
  /** Minimum step in the exponent to increment the value */
  step: number | null;
  style: SliderStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Float value */
  value: number;
}

/** The standard Jupyter widget `FloatLogSlider`. */
export class FloatLogSlider extends defineWidget<FloatLogSliderTraits>({
  name: 'FloatLogSlider',
  model: {
    _model_name: 'FloatLogSliderModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'FloatLogSliderView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    base: 10,
    behavior: 'drag-tap',
    continuous_update: true,
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    max: 4,
    min: 0,
    orientation: 'horizontal',
    readout: true,
    readout_format: '.3g',
    step: 0.1,
    style: null,
    tabbable: null,
    tooltip: null,
    value: 1,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new SliderStyle(traits),
  },
}) {}

/** Traits of `FloatProgress`. */
export interface FloatProgressTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Use a predefined styling for the progress bar. */
  bar_style: 'success' | 'info' | 'warning' | 'danger' | '' | null;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  /** Max value */
  max: number;
  /** Min value */
  min: number;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  style: ProgressStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Float value */
  value: number;
}

/** The standard Jupyter widget `FloatProgress`. */
export class FloatProgress extends defineWidget<FloatProgressTraits>({
  name: 'FloatProgress',
  model: {
    _model_name: 'FloatProgressModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'ProgressView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    bar_style: '',
    description: '',
    description_allow_html: false,
    layout: null,
    max: 100,
    min: 0,
    orientation: 'horizontal',
    style: null,
    tabbable: null,
    tooltip: null,
    value: 0,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new ProgressStyle(traits),
  },
}) {}

/** Traits of `FloatRangeSlider`. */
export interface FloatRangeSliderTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is sliding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  layout: Layout;
  /** Max value */
  max: number;
  /** Min value */
  min: number;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  /** Display the current value of the slider next to it. */
  readout: boolean;
  /** Format for the readout */
  readout_format: string;
  /** Minimum step to increment the value */
  step: number | null;
  style: SliderStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Tuple of (lower, upper) bounds */
  value: [number, number];
}

/** The standard Jupyter widget `FloatRangeSlider`. */
export class FloatRangeSlider extends defineWidget<FloatRangeSliderTraits>({
  name: 'FloatRangeSlider',
  model: {
    _model_name: 'FloatRangeSliderModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'FloatRangeSliderView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    behavior: 'drag-tap',
    continuous_update: true,
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    max: 100,
    min: 0,
    orientation: 'horizontal',
    readout: true,
    readout_format: '.2f',
    step: 0.1,
    style: null,
    tabbable: null,
    tooltip: null,
    value: [0, 1],
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new SliderStyle(traits),
  },
}) {}

/** Traits of `FloatSlider`. */
export interface FloatSliderTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  layout: Layout;
  /** Max value */
  max: number;
  /** Min value */
  min: number;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  /** Display the current value of the slider next to it. */
  readout: boolean;
  /** Format for the readout */
  readout_format: string;
  /** Minimum step to increment the value */
  step: number | null;
  style: SliderStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Float value */
  value: number;
}

/** The standard Jupyter widget `FloatSlider`. */
export class FloatSlider extends defineWidget<FloatSliderTraits>({
  name: 'FloatSlider',
  model: {
    _model_name: 'FloatSliderModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'FloatSliderView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    behavior: 'drag-tap',
    continuous_update: true,
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    max: 100,
    min: 0,
    orientation: 'horizontal',
    readout: true,
    readout_format: '.2f',
    step: 0.1,
    style: null,
    tabbable: null,
    tooltip: null,
    value: 0,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new SliderStyle(traits),
  },
}) {}

/** Traits of `FloatText`. */
export interface FloatTextTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  layout: Layout;
  /** Minimum step to increment the value */
  step: number | null;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Float value */
  value: number;
}

/** The standard Jupyter widget `FloatText`. */
export class FloatText extends defineWidget<FloatTextTraits>({
  name: 'FloatText',
  model: {
    _model_name: 'FloatTextModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'FloatTextView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    continuous_update: false,
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    step: null,
    style: null,
    tabbable: null,
    tooltip: null,
    value: 0,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `FloatsInput`. */
export interface FloatsInputTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  allow_duplicates: boolean;
  allowed_tags: readonly number[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  format: string;
  layout: Layout;
  max: number | null;
  min: number | null;
  placeholder: string;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** Use a predefined styling for the tags. */
  tag_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '';
  /** A tooltip caption. */
  tooltip: string | null;
  /** List of float tags */
  value: readonly number[];
}

/** The standard Jupyter widget `FloatsInput`. */
export class FloatsInput extends defineWidget<FloatsInputTraits>({
  name: 'FloatsInput',
  model: {
    _model_name: 'FloatsInputModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'FloatsInputView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    allow_duplicates: true,
    allowed_tags: [],
    description: '',
    description_allow_html: false,
    format: '.1f',
    layout: null,
    max: null,
    min: null,
    placeholder: '​',
    style: null,
    tabbable: null,
    tag_style: '',
    tooltip: null,
    value: [],
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `GridBox`. */
export interface GridBoxTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly Widget[];
  layout: Layout;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `GridBox`. */
export class GridBox extends defineWidget<GridBoxTraits>({
  name: 'GridBox',
  model: {
    _model_name: 'GridBoxModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'GridBoxView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    box_style: '',
    children: [],
    layout: null,
    tabbable: null,
    tooltip: null,
  }),
  kinds: {
    children: 'widgets',
    layout: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}

/** Traits of `HBox`. */
export interface HBoxTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly Widget[];
  layout: Layout;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `HBox`. */
export class HBox extends defineWidget<HBoxTraits>({
  name: 'HBox',
  model: {
    _model_name: 'HBoxModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'HBoxView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    box_style: '',
    children: [],
    layout: null,
    tabbable: null,
    tooltip: null,
  }),
  kinds: {
    children: 'widgets',
    layout: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}

/** Traits of `HTMLMath`. */
export interface HTMLMathTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  style: HTMLMathStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value */
  value: string;
}

/** The standard Jupyter widget `HTMLMath`. */
export class HTMLMath extends defineWidget<HTMLMathTraits>({
  name: 'HTMLMath',
  model: {
    _model_name: 'HTMLMathModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'HTMLMathView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    description: '',
    description_allow_html: false,
    layout: null,
    placeholder: '​',
    style: null,
    tabbable: null,
    tooltip: null,
    value: '',
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new HTMLMathStyle(traits),
  },
}) {}

/** Traits of `HTML`. */
export interface HTMLTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  style: HTMLStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value */
  value: string;
}

/** The standard Jupyter widget `HTML`. */
export class HTML extends defineWidget<HTMLTraits>({
  name: 'HTML',
  model: {
    _model_name: 'HTMLModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'HTMLView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    description: '',
    description_allow_html: false,
    layout: null,
    placeholder: '​',
    style: null,
    tabbable: null,
    tooltip: null,
    value: '',
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new HTMLStyle(traits),
  },
}) {}

/** Traits of `Image`. */
export interface ImageTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** The format of the image. */
  format: string;
  /** Height of the image in pixels. Use layout.height for styling the widget. */
  height: string;
  layout: Layout;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The media data as a memory view of bytes. */
  value: Uint8Array;
  /** Width of the image in pixels. Use layout.width for styling the widget. */
  width: string;
}

/** The standard Jupyter widget `Image`. */
export class Image extends defineWidget<ImageTraits>({
  name: 'Image',
  model: {
    _model_name: 'ImageModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'ImageView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    format: 'png',
    height: '',
    layout: null,
    tabbable: null,
    tooltip: null,
    value: new Uint8Array(),
    width: '',
  }),
  kinds: {
    layout: 'widget',
    value: 'bytes',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}

/** Traits of `IntProgress`. */
export interface IntProgressTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Use a predefined styling for the progress bar. */
  bar_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  /** Max value */
  max: number;
  /** Min value */
  min: number;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  style: ProgressStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Int value */
  value: number;
}

/** The standard Jupyter widget `IntProgress`. */
export class IntProgress extends defineWidget<IntProgressTraits>({
  name: 'IntProgress',
  model: {
    _model_name: 'IntProgressModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'ProgressView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    bar_style: '',
    description: '',
    description_allow_html: false,
    layout: null,
    max: 100,
    min: 0,
    orientation: 'horizontal',
    style: null,
    tabbable: null,
    tooltip: null,
    value: 0,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new ProgressStyle(traits),
  },
}) {}

/** Traits of `IntRangeSlider`. */
export interface IntRangeSliderTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is sliding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  layout: Layout;
  /** Max value */
  max: number;
  /** Min value */
  min: number;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  /** Display the current value of the slider next to it. */
  readout: boolean;
  /** Format for the readout */
  readout_format: string;
  /** Minimum step that the value can take */
  step: number;
  /** Slider style customizations. */
  style: SliderStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Tuple of (lower, upper) bounds */
  value: [number, number];
}

/** The standard Jupyter widget `IntRangeSlider`. */
export class IntRangeSlider extends defineWidget<IntRangeSliderTraits>({
  name: 'IntRangeSlider',
  model: {
    _model_name: 'IntRangeSliderModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'IntRangeSliderView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    behavior: 'drag-tap',
    continuous_update: true,
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    max: 100,
    min: 0,
    orientation: 'horizontal',
    readout: true,
    readout_format: 'd',
    step: 1,
    style: null,
    tabbable: null,
    tooltip: null,
    value: [0, 1],
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new SliderStyle(traits),
  },
}) {}

/** Traits of `IntSlider`. */
export interface IntSliderTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  layout: Layout;
  /** Max value */
  max: number;
  /** Min value */
  min: number;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  /** Display the current value of the slider next to it. */
  readout: boolean;
  /** Format for the readout */
  readout_format: string;
  /** Minimum step to increment the value */
  step: number;
  style: SliderStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Int value */
  value: number;
}

/** The standard Jupyter widget `IntSlider`. */
export class IntSlider extends defineWidget<IntSliderTraits>({
  name: 'IntSlider',
  model: {
    _model_name: 'IntSliderModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'IntSliderView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    behavior: 'drag-tap',
    continuous_update: true,
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    max: 100,
    min: 0,
    orientation: 'horizontal',
    readout: true,
    readout_format: 'd',
    step: 1,
    style: null,
    tabbable: null,
    tooltip: null,
    value: 0,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new SliderStyle(traits),
  },
}) {}

/** Traits of `IntText`. */
export interface IntTextTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  layout: Layout;
  /** Minimum step to increment the value */
  step: number;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Int value */
  value: number;
}

/** The standard Jupyter widget `IntText`. */
export class IntText extends defineWidget<IntTextTraits>({
  name: 'IntText',
  model: {
    _model_name: 'IntTextModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'IntTextView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    continuous_update: false,
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    step: 1,
    style: null,
    tabbable: null,
    tooltip: null,
    value: 0,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `IntsInput`. */
export interface IntsInputTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  allow_duplicates: boolean;
  allowed_tags: readonly number[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  format: string;
  layout: Layout;
  max: number | null;
  min: number | null;
  placeholder: string;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** Use a predefined styling for the tags. */
  tag_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '';
  /** A tooltip caption. */
  tooltip: string | null;
  /** List of int tags */
  value: readonly number[];
}

/** The standard Jupyter widget `IntsInput`. */
export class IntsInput extends defineWidget<IntsInputTraits>({
  name: 'IntsInput',
  model: {
    _model_name: 'IntsInputModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'IntsInputView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    allow_duplicates: true,
    allowed_tags: [],
    description: '',
    description_allow_html: false,
    format: 'd',
    layout: null,
    max: null,
    min: null,
    placeholder: '​',
    style: null,
    tabbable: null,
    tag_style: '',
    tooltip: null,
    value: [],
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `Label`. */
export interface LabelTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  style: LabelStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value */
  value: string;
}

/** The standard Jupyter widget `Label`. */
export class Label extends defineWidget<LabelTraits>({
  name: 'Label',
  model: {
    _model_name: 'LabelModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'LabelView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    description: '',
    description_allow_html: false,
    layout: null,
    placeholder: '​',
    style: null,
    tabbable: null,
    tooltip: null,
    value: '',
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new LabelStyle(traits),
  },
}) {}

/** Traits of `Link`. */
export interface LinkTraits {
  /** The source (widget, 'trait_name') pair */
  source: readonly unknown[];
  /** The target (widget, 'trait_name') pair */
  target: readonly unknown[];
}

/** The standard Jupyter widget `Link`. */
export class Link extends defineWidget<LinkTraits>({
  name: 'Link',
  model: {
    _model_name: 'LinkModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: null,
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    source: [],
    target: [],
  }),
}) {}

/** Traits of `NaiveDatetime`. */
export interface NaiveDatetimeTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  max: Date | null;
  min: Date | null;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  value: Date | null;
}

/** The standard Jupyter widget `NaiveDatetime`. */
export class NaiveDatetime extends defineWidget<NaiveDatetimeTraits>({
  name: 'NaiveDatetime',
  model: {
    _model_name: 'NaiveDatetimeModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'DatetimeView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    max: null,
    min: null,
    style: null,
    tabbable: null,
    tooltip: null,
    value: null,
  }),
  kinds: {
    layout: 'widget',
    max: 'naive',
    min: 'naive',
    style: 'widget',
    value: 'naive',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `Password`. */
export interface PasswordTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  layout: Layout;
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  style: TextStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value */
  value: string;
}

/** The standard Jupyter widget `Password`. */
export class Password extends defineWidget<PasswordTraits>({
  name: 'Password',
  model: {
    _model_name: 'PasswordModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'PasswordView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    continuous_update: true,
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    placeholder: '​',
    style: null,
    tabbable: null,
    tooltip: null,
    value: '',
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new TextStyle(traits),
  },
}) {}

/** Traits of `Play`. */
export interface PlayTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** The time between two animation steps (ms). */
  interval: number;
  layout: Layout;
  /** Max value */
  max: number;
  /** Min value */
  min: number;
  /** Whether the control is currently playing. */
  playing: boolean;
  /** Whether the control will repeat in a continuous loop. */
  repeat: boolean;
  /** Show the repeat toggle button in the widget. */
  show_repeat: boolean;
  /** Increment step */
  step: number;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Int value */
  value: number;
}

/** The standard Jupyter widget `Play`. */
export class Play extends defineWidget<PlayTraits>({
  name: 'Play',
  model: {
    _model_name: 'PlayModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'PlayView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    description: '',
    description_allow_html: false,
    disabled: false,
    interval: 100,
    layout: null,
    max: 100,
    min: 0,
    playing: false,
    repeat: false,
    show_repeat: true,
    step: 1,
    style: null,
    tabbable: null,
    tooltip: null,
    value: 0,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `RadioButtons`. */
export interface RadioButtonsTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Selected index */
  index: number | null;
  layout: Layout;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `RadioButtons`. */
export class RadioButtonsBase extends defineWidget<RadioButtonsTraits>({
  name: 'RadioButtons',
  model: {
    _model_name: 'RadioButtonsModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'RadioButtonsView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    _options_labels: [],
    description: '',
    description_allow_html: false,
    disabled: false,
    index: null,
    layout: null,
    orientation: 'vertical',
    style: null,
    tabbable: null,
    tooltip: null,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `Select`. */
export interface SelectTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Selected index */
  index: number | null;
  layout: Layout;
  /** The number of rows to display. */
  rows: number;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `Select`. */
export class SelectBase extends defineWidget<SelectTraits>({
  name: 'Select',
  model: {
    _model_name: 'SelectModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'SelectView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    _options_labels: [],
    description: '',
    description_allow_html: false,
    disabled: false,
    index: null,
    layout: null,
    rows: 5,
    style: null,
    tabbable: null,
    tooltip: null,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `SelectMultiple`. */
export interface SelectMultipleTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Selected indices */
  index: readonly number[];
  layout: Layout;
  /** The number of rows to display. */
  rows: number;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `SelectMultiple`. */
export class SelectMultipleBase extends defineWidget<SelectMultipleTraits>({
  name: 'SelectMultiple',
  model: {
    _model_name: 'SelectMultipleModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'SelectMultipleView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    _options_labels: [],
    description: '',
    description_allow_html: false,
    disabled: false,
    index: [],
    layout: null,
    rows: 5,
    style: null,
    tabbable: null,
    tooltip: null,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `SelectionRangeSlider`. */
export interface SelectionRangeSliderTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Min and max selected indices */
  index: [number, number];
  layout: Layout;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  /** Display the current selected label next to the slider */
  readout: boolean;
  style: SliderStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `SelectionRangeSlider`. */
export class SelectionRangeSliderBase extends defineWidget<SelectionRangeSliderTraits>({
  name: 'SelectionRangeSlider',
  model: {
    _model_name: 'SelectionRangeSliderModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'SelectionRangeSliderView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    _options_labels: [],
    behavior: 'drag-tap',
    continuous_update: true,
    description: '',
    description_allow_html: false,
    disabled: false,
    index: [0, 0],
    layout: null,
    orientation: 'horizontal',
    readout: true,
    style: null,
    tabbable: null,
    tooltip: null,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new SliderStyle(traits),
  },
}) {}

/** Traits of `SelectionSlider`. */
export interface SelectionSliderTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Selected index */
  index: number;
  layout: Layout;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  /** Display the current selected label next to the slider */
  readout: boolean;
  style: SliderStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `SelectionSlider`. */
export class SelectionSliderBase extends defineWidget<SelectionSliderTraits>({
  name: 'SelectionSlider',
  model: {
    _model_name: 'SelectionSliderModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'SelectionSliderView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    _options_labels: [],
    behavior: 'drag-tap',
    continuous_update: true,
    description: '',
    description_allow_html: false,
    disabled: false,
    index: 0,
    layout: null,
    orientation: 'horizontal',
    readout: true,
    style: null,
    tabbable: null,
    tooltip: null,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new SliderStyle(traits),
  },
}) {}

/** Traits of `Stack`. */
export interface StackTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly Widget[];
  layout: Layout;
  /** The index of the selected page. This is either an integer selecting a particular sub-widget, or None to have no widgets selected. */
  selected_index: number | null;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** Titles of the pages */
  titles: readonly string[];
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `Stack`. */
export class Stack extends defineWidget<StackTraits>({
  name: 'Stack',
  model: {
    _model_name: 'StackModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'StackView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    box_style: '',
    children: [],
    layout: null,
    selected_index: null,
    tabbable: null,
    titles: [],
    tooltip: null,
  }),
  kinds: {
    children: 'widgets',
    layout: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}

/** Traits of `Tab`. */
export interface TabTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly Widget[];
  layout: Layout;
  /** The index of the selected page. This is either an integer selecting a particular sub-widget, or None to have no widgets selected. */
  selected_index: number | null;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** Titles of the pages */
  titles: readonly string[];
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `Tab`. */
export class TabBase extends defineWidget<TabTraits>({
  name: 'Tab',
  model: {
    _model_name: 'TabModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'TabView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    box_style: '',
    children: [],
    layout: null,
    selected_index: null,
    tabbable: null,
    titles: [],
    tooltip: null,
  }),
  kinds: {
    children: 'widgets',
    layout: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}

/** Traits of `TagsInput`. */
export interface TagsInputTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  allow_duplicates: boolean;
  allowed_tags: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  layout: Layout;
  placeholder: string;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** Use a predefined styling for the tags. */
  tag_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '';
  /** A tooltip caption. */
  tooltip: string | null;
  /** List of string tags */
  value: readonly string[];
}

/** The standard Jupyter widget `TagsInput`. */
export class TagsInput extends defineWidget<TagsInputTraits>({
  name: 'TagsInput',
  model: {
    _model_name: 'TagsInputModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'TagsInputView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    allow_duplicates: true,
    allowed_tags: [],
    description: '',
    description_allow_html: false,
    layout: null,
    placeholder: '​',
    style: null,
    tabbable: null,
    tag_style: '',
    tooltip: null,
    value: [],
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `Text`. */
export interface TextTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  layout: Layout;
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  style: TextStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value */
  value: string;
}

/** The standard Jupyter widget `Text`. */
export class Text extends defineWidget<TextTraits>({
  name: 'Text',
  model: {
    _model_name: 'TextModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'TextView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    continuous_update: true,
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    placeholder: '​',
    style: null,
    tabbable: null,
    tooltip: null,
    value: '',
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new TextStyle(traits),
  },
}) {}

/** Traits of `Textarea`. */
export interface TextareaTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  layout: Layout;
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  /** The number of rows to display. */
  rows: number | null;
  style: TextStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** String value */
  value: string;
}

/** The standard Jupyter widget `Textarea`. */
export class Textarea extends defineWidget<TextareaTraits>({
  name: 'Textarea',
  model: {
    _model_name: 'TextareaModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'TextareaView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    continuous_update: true,
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    placeholder: '​',
    rows: null,
    style: null,
    tabbable: null,
    tooltip: null,
    value: '',
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new TextStyle(traits),
  },
}) {}

/** Traits of `Time`. */
export interface TimeTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  max: TimeOfDay | null;
  min: TimeOfDay | null;
  /** The time step to use for the picker, in seconds, or "any". */
  step: number | 'any';
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  value: TimeOfDay | null;
}

/** The standard Jupyter widget `Time`. */
export class Time extends defineWidget<TimeTraits>({
  name: 'Time',
  model: {
    _model_name: 'TimeModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'TimeView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    max: null,
    min: null,
    step: 60,
    style: null,
    tabbable: null,
    tooltip: null,
    value: null,
  }),
  kinds: {
    layout: 'widget',
    max: 'time',
    min: 'time',
    style: 'widget',
    value: 'time',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `ToggleButton`. */
export interface ToggleButtonTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Use a predefined styling for the button. */
  button_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '';
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Font-awesome icon. */
  icon: string;
  layout: Layout;
  /** Styling customizations */
  style: ToggleButtonStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Bool value */
  value: boolean;
}

/** The standard Jupyter widget `ToggleButton`. */
export class ToggleButton extends defineWidget<ToggleButtonTraits>({
  name: 'ToggleButton',
  model: {
    _model_name: 'ToggleButtonModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'ToggleButtonView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    button_style: '',
    description: '',
    description_allow_html: false,
    disabled: false,
    icon: '',
    layout: null,
    style: null,
    tabbable: null,
    tooltip: null,
    value: false,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new ToggleButtonStyle(traits),
  },
}) {}

/** Traits of `ToggleButtons`. */
export interface ToggleButtonsTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Use a predefined styling for the buttons. */
  button_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '' | null;
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Icons names for each button (FontAwesome names without the fa- prefix). */
  icons: readonly string[];
  /** Selected index */
  index: number | null;
  layout: Layout;
  style: ToggleButtonsStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Tooltips for each button. */
  tooltips: readonly string[];
}

/** The standard Jupyter widget `ToggleButtons`. */
export class ToggleButtonsBase extends defineWidget<ToggleButtonsTraits>({
  name: 'ToggleButtons',
  model: {
    _model_name: 'ToggleButtonsModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'ToggleButtonsView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    _options_labels: [],
    button_style: '',
    description: '',
    description_allow_html: false,
    disabled: false,
    icons: [],
    index: null,
    layout: null,
    style: null,
    tabbable: null,
    tooltip: null,
    tooltips: [],
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new ToggleButtonsStyle(traits),
  },
}) {}

/** Traits of `VBox`. */
export interface VBoxTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly Widget[];
  layout: Layout;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `VBox`. */
export class VBox extends defineWidget<VBoxTraits>({
  name: 'VBox',
  model: {
    _model_name: 'VBoxModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'VBoxView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    box_style: '',
    children: [],
    layout: null,
    tabbable: null,
    tooltip: null,
  }),
  kinds: {
    children: 'widgets',
    layout: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}

/** Traits of `Valid`. */
export interface ValidTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  layout: Layout;
  /** Message displayed when the value is False */
  readout: string;
  /** Styling customizations */
  style: DescriptionStyle;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** Bool value */
  value: boolean;
}

/** The standard Jupyter widget `Valid`. */
export class Valid extends defineWidget<ValidTraits>({
  name: 'Valid',
  model: {
    _model_name: 'ValidModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'ValidView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    description: '',
    description_allow_html: false,
    disabled: false,
    layout: null,
    readout: 'Invalid',
    style: null,
    tabbable: null,
    tooltip: null,
    value: false,
  }),
  kinds: {
    layout: 'widget',
    style: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
    style: (traits) => new DescriptionStyle(traits),
  },
}) {}

/** Traits of `Video`. */
export interface VideoTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  /** When true, the video starts when it's displayed */
  autoplay: boolean;
  /** Specifies that video controls should be displayed (such as a play/pause button etc) */
  controls: boolean;
  /** The format of the video. */
  format: string;
  /** Height of the video in pixels. */
  height: string;
  layout: Layout;
  /** When true, the video will start from the beginning after finishing */
  loop: boolean;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
  /** The media data as a memory view of bytes. */
  value: Uint8Array;
  /** Width of the video in pixels. */
  width: string;
}

/** The standard Jupyter widget `Video`. */
export class Video extends defineWidget<VideoTraits>({
  name: 'Video',
  model: {
    _model_name: 'VideoModel',
    _model_module: '@jupyter-widgets/controls',
    _model_module_version: '2.0.0',
    _view_name: 'VideoView',
    _view_module: '@jupyter-widgets/controls',
    _view_module_version: '2.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    autoplay: true,
    controls: true,
    format: 'mp4',
    height: '',
    layout: null,
    loop: true,
    tabbable: null,
    tooltip: null,
    value: new Uint8Array(),
    width: '',
  }),
  kinds: {
    layout: 'widget',
    value: 'bytes',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}

/** Traits of `Output`. */
export interface OutputTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  layout: Layout;
  /** Parent message id of messages to capture */
  msg_id: string;
  /** The output messages synced from the frontend. */
  outputs: readonly unknown[];
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** The standard Jupyter widget `Output`. */
export class OutputBase extends defineWidget<OutputTraits>({
  name: 'Output',
  model: {
    _model_name: 'OutputModel',
    _model_module: '@jupyter-widgets/output',
    _model_module_version: '1.0.0',
    _view_name: 'OutputView',
    _view_module: '@jupyter-widgets/output',
    _view_module_version: '1.0.0',
  },
  defaults: () => ({
    _dom_classes: [],
    layout: null,
    msg_id: '',
    outputs: [],
    tabbable: null,
    tooltip: null,
  }),
  kinds: {
    layout: 'widget',
  },
  parts: {
    layout: (traits) => new Layout(traits),
  },
}) {}
