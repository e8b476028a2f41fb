// Written by scripts/generate-controls.mjs from @jupyter-widgets/schema 0.5.6. Do not edit.
import type { WidgetOf } from '../core/define-widget.js';
import type { WidgetLike } from '../core/widget-spec.js';
import type { TimeOfDay, UploadedFile } from '../core/wire-value.js';

/** What everything that is seen has. */
export interface SeenTraits {
  /** CSS classes applied to widget DOM element */
  _dom_classes: readonly string[];
  layout: WidgetOf<LayoutTraits>;
  /** Is widget tabbable? */
  tabbable: boolean | null;
  /** A tooltip caption. */
  tooltip: string | null;
}

/** What everything with a description has. */
export interface DescribedTraits {
  /** Description of the control. */
  description: string;
  /** Accept HTML in the description. */
  description_allow_html: boolean;
}

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

/** Traits of `CheckboxStyle`. */
export interface CheckboxStyleTraits {
  /** Background specifications. */
  background: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
}

/** Traits of `DescriptionStyle`. */
export interface DescriptionStyleTraits {
  /** Width of the description to the side of the control. */
  description_width: string;
}

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

/** Traits of `ProgressStyle`. */
export interface ProgressStyleTraits {
  /** Color of the progress bar. */
  bar_color: string | null;
  /** Width of the description to the side of the control. */
  description_width: string;
}

/** Traits of `SliderStyle`. */
export interface SliderStyleTraits {
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Color of the slider handle. */
  handle_color: string | null;
}

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

/** Traits of `ToggleButtonsStyle`. */
export interface ToggleButtonsStyleTraits {
  /** The width of each button. */
  button_width: string;
  /** Width of the description to the side of the control. */
  description_width: string;
  /** Text font weight of each button. */
  font_weight: string;
}

/** Traits of `Accordion`. */
export interface AccordionTraits extends SeenTraits {
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly WidgetLike[];
  /** The index of the selected page. This is either an integer selecting a particular sub-widget, or None to have no widgets selected. */
  selected_index: number | null;
  /** Titles of the pages */
  titles: readonly string[];
}

/** Traits of `Audio`. */
export interface AudioTraits extends SeenTraits {
  /** When true, the audio starts when it's displayed */
  autoplay: boolean;
  /** Specifies that audio controls should be displayed (such as a play/pause button etc) */
  controls: boolean;
  /** The format of the audio. */
  format: string;
  /** When true, the audio will start from the beginning after finishing */
  loop: boolean;
  /** The media data as a memory view of bytes. */
  value: Uint8Array;
}

/** Traits of `BoundedFloatText`. */
export interface BoundedFloatTextTraits extends SeenTraits, DescribedTraits {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Max value */
  max: number;
  /** Min value */
  min: number;
  /** Minimum step to increment the value */
  step: number | null;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  /** Float value */
  value: number;
}

/** Traits of `BoundedIntText`. */
export interface BoundedIntTextTraits extends SeenTraits, DescribedTraits {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Max value */
  max: number;
  /** Min value */
  min: number;
  /** Minimum step to increment the value */
  step: number;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  /** Int value */
  value: number;
}

/** Traits of `Box`. */
export interface BoxTraits extends SeenTraits {
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly WidgetLike[];
}

/** Traits of `Button`. */
export interface ButtonTraits extends SeenTraits {
  /** Use a predefined styling for the button. */
  button_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '';
  /** Button label. */
  description: string;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Font-awesome icon names, without the 'fa-' prefix. */
  icon: string;
  style: WidgetOf<ButtonStyleTraits>;
}

/** Traits of `Checkbox`. */
export interface CheckboxTraits extends SeenTraits, DescribedTraits {
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Indent the control to align with other controls with a description. */
  indent: boolean;
  /** Styling customizations */
  style: WidgetOf<CheckboxStyleTraits>;
  /** Bool value */
  value: boolean;
}

/** Traits of `ColorPicker`. */
export interface ColorPickerTraits extends SeenTraits, DescribedTraits {
  /** Display short version with just a color selector. */
  concise: boolean;
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  /** The color value. */
  value: string;
}

/** Traits of `ColorsInput`. */
export interface ColorsInputTraits extends SeenTraits, DescribedTraits {
  allow_duplicates: boolean;
  allowed_tags: readonly string[];
  placeholder: string;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  /** List of string tags */
  value: readonly string[];
}

/** Traits of `Combobox`. */
export interface ComboboxTraits extends SeenTraits, DescribedTraits {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** If set, ensure value is in options. Implies continuous_update=False. */
  ensure_option: boolean;
  /** Dropdown options for the combobox */
  options: readonly string[];
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  style: WidgetOf<TextStyleTraits>;
  /** String value */
  value: string;
}

/** Traits of `ControllerAxis`. */
export interface ControllerAxisTraits extends SeenTraits {
  /** The value of the axis. */
  value: number;
}

/** Traits of `ControllerButton`. */
export interface ControllerButtonTraits extends SeenTraits {
  /** Whether the button is pressed. */
  pressed: boolean;
  /** The value of the button. */
  value: number;
}

/** Traits of `Controller`. */
export interface ControllerTraits extends SeenTraits {
  /** The axes on the gamepad. */
  axes: readonly WidgetLike[];
  /** The buttons on the gamepad. */
  buttons: readonly WidgetLike[];
  /** Whether the gamepad is connected. */
  connected: boolean;
  /** The id number of the controller. */
  index: number;
  /** The name of the control mapping. */
  mapping: string;
  /** The name of the controller. */
  name: string;
  /** The last time the data from this gamepad was updated. */
  timestamp: number;
}

/** Traits of `DatePicker`. */
export interface DatePickerTraits extends SeenTraits, DescribedTraits {
  /** Enable or disable user changes. */
  disabled: boolean;
  max: Date | null;
  min: Date | null;
  /** The date step to use for the picker, in days, or "any". */
  step: number | 'any';
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  value: Date | null;
}

/** Traits of `Datetime`. */
export interface DatetimeTraits extends SeenTraits, DescribedTraits {
  /** Enable or disable user changes. */
  disabled: boolean;
  max: Date | null;
  min: Date | null;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  value: Date | null;
}

/** Traits of `DirectionalLink`. */
export interface DirectionalLinkTraits {
  /** The source (widget, 'trait_name') pair */
  source: readonly unknown[];
  /** The target (widget, 'trait_name') pair */
  target: readonly unknown[];
}

/** Traits of `Dropdown`. */
export interface DropdownTraits extends SeenTraits, DescribedTraits {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Enable or disable user changes */
  disabled: boolean;
  /** Selected index */
  index: number | null;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
}

/** Traits of `FileUpload`. */
export interface FileUploadTraits extends SeenTraits, DescribedTraits {
  /** File types to accept, empty string for all */
  accept: string;
  /** Use a predefined styling for the button. */
  button_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '';
  /** Enable or disable button */
  disabled: boolean;
  /** Error message */
  error: string;
  /** Font-awesome icon name, without the 'fa-' prefix. */
  icon: string;
  /** If True, allow for multiple files upload */
  multiple: boolean;
  style: WidgetOf<ButtonStyleTraits>;
  /** The file upload value */
  value: readonly UploadedFile[];
}

/** Traits of `FloatLogSlider`. */
export interface FloatLogSliderTraits extends SeenTraits, DescribedTraits {
  /** Base for the logarithm */
  base: number;
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
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
  style: WidgetOf<SliderStyleTraits>;
  /** Float value */
  value: number;
}

/** Traits of `FloatProgress`. */
export interface FloatProgressTraits extends SeenTraits, DescribedTraits {
  /** Use a predefined styling for the progress bar. */
  bar_style: 'success' | 'info' | 'warning' | 'danger' | '' | null;
  /** Max value */
  max: number;
  /** Min value */
  min: number;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  style: WidgetOf<ProgressStyleTraits>;
  /** Float value */
  value: number;
}

/** Traits of `FloatRangeSlider`. */
export interface FloatRangeSliderTraits extends SeenTraits, DescribedTraits {
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is sliding the slider. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
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
  style: WidgetOf<SliderStyleTraits>;
  /** Tuple of (lower, upper) bounds */
  value: [number, number];
}

/** Traits of `FloatSlider`. */
export interface FloatSliderTraits extends SeenTraits, DescribedTraits {
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
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
  style: WidgetOf<SliderStyleTraits>;
  /** Float value */
  value: number;
}

/** Traits of `FloatText`. */
export interface FloatTextTraits extends SeenTraits, DescribedTraits {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Minimum step to increment the value */
  step: number | null;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  /** Float value */
  value: number;
}

/** Traits of `FloatsInput`. */
export interface FloatsInputTraits extends SeenTraits, DescribedTraits {
  allow_duplicates: boolean;
  allowed_tags: readonly number[];
  format: string;
  max: number | null;
  min: number | null;
  placeholder: string;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  /** Use a predefined styling for the tags. */
  tag_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of float tags */
  value: readonly number[];
}

/** Traits of `GridBox`. */
export interface GridBoxTraits extends SeenTraits {
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly WidgetLike[];
}

/** Traits of `HBox`. */
export interface HBoxTraits extends SeenTraits {
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly WidgetLike[];
}

/** Traits of `HTMLMath`. */
export interface HTMLMathTraits extends SeenTraits, DescribedTraits {
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  style: WidgetOf<HTMLMathStyleTraits>;
  /** String value */
  value: string;
}

/** Traits of `HTML`. */
export interface HTMLTraits extends SeenTraits, DescribedTraits {
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  style: WidgetOf<HTMLStyleTraits>;
  /** String value */
  value: string;
}

/** Traits of `Image`. */
export interface ImageTraits extends SeenTraits {
  /** The format of the image. */
  format: string;
  /** Height of the image in pixels. Use layout.height for styling the widget. */
  height: string;
  /** The media data as a memory view of bytes. */
  value: Uint8Array;
  /** Width of the image in pixels. Use layout.width for styling the widget. */
  width: string;
}

/** Traits of `IntProgress`. */
export interface IntProgressTraits extends SeenTraits, DescribedTraits {
  /** Use a predefined styling for the progress bar. */
  bar_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** Max value */
  max: number;
  /** Min value */
  min: number;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  style: WidgetOf<ProgressStyleTraits>;
  /** Int value */
  value: number;
}

/** Traits of `IntRangeSlider`. */
export interface IntRangeSliderTraits extends SeenTraits, DescribedTraits {
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is sliding the slider. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
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
  style: WidgetOf<SliderStyleTraits>;
  /** Tuple of (lower, upper) bounds */
  value: [number, number];
}

/** Traits of `IntSlider`. */
export interface IntSliderTraits extends SeenTraits, DescribedTraits {
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
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
  style: WidgetOf<SliderStyleTraits>;
  /** Int value */
  value: number;
}

/** Traits of `IntText`. */
export interface IntTextTraits extends SeenTraits, DescribedTraits {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Minimum step to increment the value */
  step: number;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  /** Int value */
  value: number;
}

/** Traits of `IntsInput`. */
export interface IntsInputTraits extends SeenTraits, DescribedTraits {
  allow_duplicates: boolean;
  allowed_tags: readonly number[];
  format: string;
  max: number | null;
  min: number | null;
  placeholder: string;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  /** Use a predefined styling for the tags. */
  tag_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of int tags */
  value: readonly number[];
}

/** Traits of `Label`. */
export interface LabelTraits extends SeenTraits, DescribedTraits {
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  style: WidgetOf<LabelStyleTraits>;
  /** String value */
  value: string;
}

/** Traits of `Link`. */
export interface LinkTraits {
  /** The source (widget, 'trait_name') pair */
  source: readonly unknown[];
  /** The target (widget, 'trait_name') pair */
  target: readonly unknown[];
}

/** Traits of `NaiveDatetime`. */
export interface NaiveDatetimeTraits extends SeenTraits, DescribedTraits {
  /** Enable or disable user changes. */
  disabled: boolean;
  max: Date | null;
  min: Date | null;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  value: Date | null;
}

/** Traits of `Password`. */
export interface PasswordTraits extends SeenTraits, DescribedTraits {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  style: WidgetOf<TextStyleTraits>;
  /** String value */
  value: string;
}

/** Traits of `Play`. */
export interface PlayTraits extends SeenTraits, DescribedTraits {
  /** Enable or disable user changes */
  disabled: boolean;
  /** The time between two animation steps (ms). */
  interval: number;
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
  style: WidgetOf<DescriptionStyleTraits>;
  /** Int value */
  value: number;
}

/** Traits of `RadioButtons`. */
export interface RadioButtonsTraits extends SeenTraits, DescribedTraits {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Enable or disable user changes */
  disabled: boolean;
  /** Selected index */
  index: number | null;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
}

/** Traits of `Select`. */
export interface SelectTraits extends SeenTraits, DescribedTraits {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Enable or disable user changes */
  disabled: boolean;
  /** Selected index */
  index: number | null;
  /** The number of rows to display. */
  rows: number;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
}

/** Traits of `SelectMultiple`. */
export interface SelectMultipleTraits extends SeenTraits, DescribedTraits {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Enable or disable user changes */
  disabled: boolean;
  /** Selected indices */
  index: readonly number[];
  /** The number of rows to display. */
  rows: number;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
}

/** Traits of `SelectionRangeSlider`. */
export interface SelectionRangeSliderTraits extends SeenTraits, DescribedTraits {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Min and max selected indices */
  index: [number, number];
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  /** Display the current selected label next to the slider */
  readout: boolean;
  style: WidgetOf<SliderStyleTraits>;
}

/** Traits of `SelectionSlider`. */
export interface SelectionSliderTraits extends SeenTraits, DescribedTraits {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Slider dragging behavior. */
  behavior: 'drag-tap' | 'drag-snap' | 'tap' | 'drag' | 'snap';
  /** Update the value of the widget as the user is holding the slider. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Selected index */
  index: number;
  /** Vertical or horizontal. */
  orientation: 'horizontal' | 'vertical';
  /** Display the current selected label next to the slider */
  readout: boolean;
  style: WidgetOf<SliderStyleTraits>;
}

/** Traits of `Stack`. */
export interface StackTraits extends SeenTraits {
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly WidgetLike[];
  /** The index of the selected page. This is either an integer selecting a particular sub-widget, or None to have no widgets selected. */
  selected_index: number | null;
  /** Titles of the pages */
  titles: readonly string[];
}

/** Traits of `Tab`. */
export interface TabTraits extends SeenTraits {
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly WidgetLike[];
  /** The index of the selected page. This is either an integer selecting a particular sub-widget, or None to have no widgets selected. */
  selected_index: number | null;
  /** Titles of the pages */
  titles: readonly string[];
}

/** Traits of `TagsInput`. */
export interface TagsInputTraits extends SeenTraits, DescribedTraits {
  allow_duplicates: boolean;
  allowed_tags: readonly string[];
  placeholder: string;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  /** Use a predefined styling for the tags. */
  tag_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of string tags */
  value: readonly string[];
}

/** Traits of `Text`. */
export interface TextTraits extends SeenTraits, DescribedTraits {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  style: WidgetOf<TextStyleTraits>;
  /** String value */
  value: string;
}

/** Traits of `Textarea`. */
export interface TextareaTraits extends SeenTraits, DescribedTraits {
  /** Update the value as the user types. If False, update on submission, e.g., pressing Enter or navigating away. */
  continuous_update: boolean;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Placeholder text to display when nothing has been typed */
  placeholder: string;
  /** The number of rows to display. */
  rows: number | null;
  style: WidgetOf<TextStyleTraits>;
  /** String value */
  value: string;
}

/** Traits of `Time`. */
export interface TimeTraits extends SeenTraits, DescribedTraits {
  /** Enable or disable user changes. */
  disabled: boolean;
  max: TimeOfDay | null;
  min: TimeOfDay | null;
  /** The time step to use for the picker, in seconds, or "any". */
  step: number | 'any';
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  value: TimeOfDay | null;
}

/** Traits of `ToggleButton`. */
export interface ToggleButtonTraits extends SeenTraits, DescribedTraits {
  /** Use a predefined styling for the button. */
  button_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '';
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Font-awesome icon. */
  icon: string;
  /** Styling customizations */
  style: WidgetOf<ToggleButtonStyleTraits>;
  /** Bool value */
  value: boolean;
}

/** Traits of `ToggleButtons`. */
export interface ToggleButtonsTraits extends SeenTraits, DescribedTraits {
  /** The labels for the options. */
  _options_labels: readonly string[];
  /** Use a predefined styling for the buttons. */
  button_style: 'primary' | 'success' | 'info' | 'warning' | 'danger' | '' | null;
  /** Enable or disable user changes */
  disabled: boolean;
  /** Icons names for each button (FontAwesome names without the fa- prefix). */
  icons: readonly string[];
  /** Selected index */
  index: number | null;
  style: WidgetOf<ToggleButtonsStyleTraits>;
  /** Tooltips for each button. */
  tooltips: readonly string[];
}

/** Traits of `VBox`. */
export interface VBoxTraits extends SeenTraits {
  /** Use a predefined styling for the box. */
  box_style: 'success' | 'info' | 'warning' | 'danger' | '';
  /** List of widget children */
  children: readonly WidgetLike[];
}

/** Traits of `Valid`. */
export interface ValidTraits extends SeenTraits, DescribedTraits {
  /** Enable or disable user changes. */
  disabled: boolean;
  /** Message displayed when the value is False */
  readout: string;
  /** Styling customizations */
  style: WidgetOf<DescriptionStyleTraits>;
  /** Bool value */
  value: boolean;
}

/** Traits of `Video`. */
export interface VideoTraits extends SeenTraits {
  /** When true, the video starts when it's displayed */
  autoplay: boolean;
  /** Specifies that video controls should be displayed (such as a play/pause button etc) */
  controls: boolean;
  /** The format of the video. */
  format: string;
  /** Height of the video in pixels. */
  height: string;
  /** When true, the video will start from the beginning after finishing */
  loop: boolean;
  /** The media data as a memory view of bytes. */
  value: Uint8Array;
  /** Width of the video in pixels. */
  width: string;
}

/** Traits of `Output`. */
export interface OutputTraits extends SeenTraits {
  /** Parent message id of messages to capture */
  msg_id: string;
  /** The output messages synced from the frontend. */
  outputs: readonly unknown[];
}
