// Written by scripts/generate-controls.mjs from @jupyter-widgets/schema 0.5.6. Do not edit.
import { control } from './control.js';
import type * as traits from './control-traits.generated.js';
export type * from './control-traits.generated.js';

/** The standard Jupyter widget `Layout`. */
export class Layout extends control<traits.LayoutTraits>('Layout') {}

/** The standard Jupyter widget `ButtonStyle`. */
export class ButtonStyle extends control<traits.ButtonStyleTraits>('ButtonStyle') {}

/** The standard Jupyter widget `CheckboxStyle`. */
export class CheckboxStyle extends control<traits.CheckboxStyleTraits>('CheckboxStyle') {}

/** The standard Jupyter widget `DescriptionStyle`. */
export class DescriptionStyle extends control<traits.DescriptionStyleTraits>('DescriptionStyle') {}

/** The standard Jupyter widget `HTMLMathStyle`. */
export class HTMLMathStyle extends control<traits.HTMLMathStyleTraits>('HTMLMathStyle') {}

/** The standard Jupyter widget `HTMLStyle`. */
export class HTMLStyle extends control<traits.HTMLStyleTraits>('HTMLStyle') {}

/** The standard Jupyter widget `LabelStyle`. */
export class LabelStyle extends control<traits.LabelStyleTraits>('LabelStyle') {}

/** The standard Jupyter widget `ProgressStyle`. */
export class ProgressStyle extends control<traits.ProgressStyleTraits>('ProgressStyle') {}

/** The standard Jupyter widget `SliderStyle`. */
export class SliderStyle extends control<traits.SliderStyleTraits>('SliderStyle') {}

/** The standard Jupyter widget `TextStyle`. */
export class TextStyle extends control<traits.TextStyleTraits>('TextStyle') {}

/** The standard Jupyter widget `ToggleButtonStyle`. */
export class ToggleButtonStyle extends control<traits.ToggleButtonStyleTraits>(
  'ToggleButtonStyle',
) {}

/** The standard Jupyter widget `ToggleButtonsStyle`. */
export class ToggleButtonsStyle extends control<traits.ToggleButtonsStyleTraits>(
  'ToggleButtonsStyle',
) {}

/** The standard Jupyter widget `Accordion`. */
export class Accordion extends control<traits.AccordionTraits>('Accordion') {}

/** The standard Jupyter widget `Audio`. */
export class Audio extends control<traits.AudioTraits>('Audio') {}

/** The standard Jupyter widget `BoundedFloatText`. */
export class BoundedFloatText extends control<traits.BoundedFloatTextTraits>('BoundedFloatText') {}

/** The standard Jupyter widget `BoundedIntText`. */
export class BoundedIntText extends control<traits.BoundedIntTextTraits>('BoundedIntText') {}

/** The standard Jupyter widget `Box`. */
export class Box extends control<traits.BoxTraits>('Box') {}

/** The standard Jupyter widget `Button`. */
export class ButtonBase extends control<traits.ButtonTraits>('Button') {}

/** The standard Jupyter widget `Checkbox`. */
export class Checkbox extends control<traits.CheckboxTraits>('Checkbox') {}

/** The standard Jupyter widget `ColorPicker`. */
export class ColorPicker extends control<traits.ColorPickerTraits>('ColorPicker') {}

/** The standard Jupyter widget `ColorsInput`. */
export class ColorsInput extends control<traits.ColorsInputTraits>('ColorsInput') {}

/** The standard Jupyter widget `Combobox`. */
export class Combobox extends control<traits.ComboboxTraits>('Combobox') {}

/** The standard Jupyter widget `ControllerAxis`. */
export class ControllerAxis extends control<traits.ControllerAxisTraits>('ControllerAxis') {}

/** The standard Jupyter widget `ControllerButton`. */
export class ControllerButton extends control<traits.ControllerButtonTraits>('ControllerButton') {}

/** The standard Jupyter widget `Controller`. */
export class Controller extends control<traits.ControllerTraits>('Controller') {}

/** The standard Jupyter widget `DatePicker`. */
export class DatePicker extends control<traits.DatePickerTraits>('DatePicker') {}

/** The standard Jupyter widget `Datetime`. */
export class Datetime extends control<traits.DatetimeTraits>('Datetime') {}

/** The standard Jupyter widget `DirectionalLink`. */
export class DirectionalLink extends control<traits.DirectionalLinkTraits>('DirectionalLink') {}

/** The standard Jupyter widget `Dropdown`. */
export class DropdownBase extends control<traits.DropdownTraits>('Dropdown') {}

/** The standard Jupyter widget `FileUpload`. */
export class FileUpload extends control<traits.FileUploadTraits>('FileUpload') {}

/** The standard Jupyter widget `FloatLogSlider`. */
export class FloatLogSlider extends control<traits.FloatLogSliderTraits>('FloatLogSlider') {}

/** The standard Jupyter widget `FloatProgress`. */
export class FloatProgress extends control<traits.FloatProgressTraits>('FloatProgress') {}

/** The standard Jupyter widget `FloatRangeSlider`. */
export class FloatRangeSlider extends control<traits.FloatRangeSliderTraits>('FloatRangeSlider') {}

/** The standard Jupyter widget `FloatSlider`. */
export class FloatSlider extends control<traits.FloatSliderTraits>('FloatSlider') {}

/** The standard Jupyter widget `FloatText`. */
export class FloatText extends control<traits.FloatTextTraits>('FloatText') {}

/** The standard Jupyter widget `FloatsInput`. */
export class FloatsInput extends control<traits.FloatsInputTraits>('FloatsInput') {}

/** The standard Jupyter widget `GridBox`. */
export class GridBox extends control<traits.GridBoxTraits>('GridBox') {}

/** The standard Jupyter widget `HBox`. */
export class HBox extends control<traits.HBoxTraits>('HBox') {}

/** The standard Jupyter widget `HTMLMath`. */
export class HTMLMath extends control<traits.HTMLMathTraits>('HTMLMath') {}

/** The standard Jupyter widget `HTML`. */
export class HTML extends control<traits.HTMLTraits>('HTML') {}

/** The standard Jupyter widget `Image`. */
export class Image extends control<traits.ImageTraits>('Image') {}

/** The standard Jupyter widget `IntProgress`. */
export class IntProgress extends control<traits.IntProgressTraits>('IntProgress') {}

/** The standard Jupyter widget `IntRangeSlider`. */
export class IntRangeSlider extends control<traits.IntRangeSliderTraits>('IntRangeSlider') {}

/** The standard Jupyter widget `IntSlider`. */
export class IntSlider extends control<traits.IntSliderTraits>('IntSlider') {}

/** The standard Jupyter widget `IntText`. */
export class IntText extends control<traits.IntTextTraits>('IntText') {}

/** The standard Jupyter widget `IntsInput`. */
export class IntsInput extends control<traits.IntsInputTraits>('IntsInput') {}

/** The standard Jupyter widget `Label`. */
export class Label extends control<traits.LabelTraits>('Label') {}

/** The standard Jupyter widget `Link`. */
export class Link extends control<traits.LinkTraits>('Link') {}

/** The standard Jupyter widget `NaiveDatetime`. */
export class NaiveDatetime extends control<traits.NaiveDatetimeTraits>('NaiveDatetime') {}

/** The standard Jupyter widget `Password`. */
export class Password extends control<traits.PasswordTraits>('Password') {}

/** The standard Jupyter widget `Play`. */
export class Play extends control<traits.PlayTraits>('Play') {}

/** The standard Jupyter widget `RadioButtons`. */
export class RadioButtonsBase extends control<traits.RadioButtonsTraits>('RadioButtons') {}

/** The standard Jupyter widget `Select`. */
export class SelectBase extends control<traits.SelectTraits>('Select') {}

/** The standard Jupyter widget `SelectMultiple`. */
export class SelectMultipleBase extends control<traits.SelectMultipleTraits>('SelectMultiple') {}

/** The standard Jupyter widget `SelectionRangeSlider`. */
export class SelectionRangeSliderBase extends control<traits.SelectionRangeSliderTraits>(
  'SelectionRangeSlider',
) {}

/** The standard Jupyter widget `SelectionSlider`. */
export class SelectionSliderBase extends control<traits.SelectionSliderTraits>('SelectionSlider') {}

/** The standard Jupyter widget `Stack`. */
export class Stack extends control<traits.StackTraits>('Stack') {}

/** The standard Jupyter widget `Tab`. */
export class TabBase extends control<traits.TabTraits>('Tab') {}

/** The standard Jupyter widget `TagsInput`. */
export class TagsInput extends control<traits.TagsInputTraits>('TagsInput') {}

/** The standard Jupyter widget `Text`. */
export class Text extends control<traits.TextTraits>('Text') {}

/** The standard Jupyter widget `Textarea`. */
export class Textarea extends control<traits.TextareaTraits>('Textarea') {}

/** The standard Jupyter widget `Time`. */
export class Time extends control<traits.TimeTraits>('Time') {}

/** The standard Jupyter widget `ToggleButton`. */
export class ToggleButton extends control<traits.ToggleButtonTraits>('ToggleButton') {}

/** The standard Jupyter widget `ToggleButtons`. */
export class ToggleButtonsBase extends control<traits.ToggleButtonsTraits>('ToggleButtons') {}

/** The standard Jupyter widget `VBox`. */
export class VBox extends control<traits.VBoxTraits>('VBox') {}

/** The standard Jupyter widget `Valid`. */
export class Valid extends control<traits.ValidTraits>('Valid') {}

/** The standard Jupyter widget `Video`. */
export class Video extends control<traits.VideoTraits>('Video') {}

/** The standard Jupyter widget `Output`. */
export class OutputBase extends control<traits.OutputTraits>('Output') {}
