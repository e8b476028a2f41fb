// What a model's state says about where its classes live; a test holds the version equal to package.json's.

/** The name under which the front end registers our models and views. */
export const moduleName = 'gatelab';

/** The version of that module, equal to the package's. */
export const moduleVersion = '0.1.0';

/** The MIME type by which our JupyterLab extension takes care of a picture that stands beside a widget. */
export const pictureType = 'application/vnd.gatelab.picture+json';

/** The six traits by which a widget manager finds the classes of a model. */
export interface ModuleTraits {
  /** The class of the model, such as `HeatmapModel`. */
  _model_name: string;
  /** The module of the front end that has the class. */
  _model_module: string;
  /** The version of the module. */
  _model_module_version: string;
  /** The class of the view; null for a model that shows nothing. */
  _view_name: string | null;
  /** The module that has the view; null for a model that shows nothing. */
  _view_module: string | null;
  /** Its version; empty for a model that shows nothing. */
  _view_module_version: string;
}

/** The module traits of the widget `name`, for example `Heatmap`; a model without a picture has no view. */
export function moduleTraits(name: string, hasView = true): ModuleTraits {
  return {
    _model_name: `${name}Model`,
    _model_module: moduleName,
    _model_module_version: moduleVersion,
    _view_name: hasView ? `${name}View` : null,
    _view_module: hasView ? moduleName : null,
    _view_module_version: hasView ? moduleVersion : '',
  };
}
