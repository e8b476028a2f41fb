// Pictures over time leave the same room at their sides, so that steps stand over steps where one is below the other.

/** Pixels at the left for the numbers and name of an upright axis, and at the right for a colour bar: what most pictures need. */
const usual = { left: 68, right: 84 } as const;

const none = { left: 0, right: 0 } as const;

/** The least margins of a picture of `width` pixels whose one panel runs over time; on narrow screens every pixel is needed. */
export const timeMargins = (width: number): { readonly left: number; readonly right: number } =>
  width < 480 ? none : usual;
