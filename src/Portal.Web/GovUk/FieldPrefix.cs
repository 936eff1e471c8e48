using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Portal.Web.GovUk;

/// <summary>Rows of fields.</summary>
public static class FieldPrefix
{
    /// <summary>
    /// The view data of a partial that shows one row of fields, whose names begin with <paramref name="name"/>. A field that is named by an expression with
    /// an index in it would do too, but Razor compiles such an expression anew for each field and each request, at a millisecond or two of processor time.
    /// </summary>
    /// <param name="viewData">That of the page.</param>
    /// <param name="name">Such as <c>Input.Rows[2]</c>.</param>
    public static ViewDataDictionary Inside(this ViewDataDictionary viewData, string name) => new(viewData) { TemplateInfo = { HtmlFieldPrefix = name } };
}
