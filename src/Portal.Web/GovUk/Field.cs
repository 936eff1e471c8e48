using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Portal.Web.GovUk;

/// <summary>A form field as it stands: its name and id in the page, what is in it, and what is wrong with it.</summary>
/// <param name="Name">The name it is posted under, such as <c>Input.Title</c>.</param>
/// <param name="Id">The id of its control, such as <c>Input_Title</c>.</param>
/// <param name="Values">What was typed or chosen, else the model's value; several for checkboxes.</param>
/// <param name="Error">The first error, or null.</param>
internal sealed record Field(string Name, string Id, IReadOnlyList<string> Values, string? Error)
{
    /// <summary>What is in a single-valued field.</summary>
    public string Value => Values.Count > 0 ? Values[0] : "";

    /// <summary>Reads the field from the model and the model state; given values win over both.</summary>
    public static Field Read(ViewContext? view, ModelExpression? expression, string? name, string? id, string? error)
    {
        var full = name ?? (expression is null ? "" : view!.ViewData.TemplateInfo.GetFullHtmlFieldName(expression.Name));
        var state = view?.ViewData.ModelState;
        return new Field(full, id ?? IdOf(full), Typed(state, full) ?? Known(expression?.Model), error ?? FirstError(state, full));
    }

    /// <summary>The id a name has in the page.</summary>
    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    /// <summary>What was posted under a name, or null when nothing was.</summary>
    public static IReadOnlyList<string>? Typed(ModelStateDictionary? state, string name) => state?[name]?.RawValue switch
    {
        null => null,
        string[] many => many,
        var one => Known(one),
    };

    /// <summary>The first error under a name, or null.</summary>
    public static string? FirstError(ModelStateDictionary? state, string name) =>
        state?[name]?.Errors is { Count: > 0 } errors ? Text(errors[0]) : null;

    /// <summary>An error as a person reads it.</summary>
    public static string Text(ModelError error) => error.ErrorMessage.Length > 0 ? error.ErrorMessage : "Check what you entered";

    private static IReadOnlyList<string> Known(object? model) => model switch
    {
        null => [],
        string text => [text],
        bool yes => [yes ? "true" : "false"],
        Enum choice => [choice.ToString()],
        IFormattable value => [value.ToString(null, CultureInfo.CurrentCulture)],
        IEnumerable many => [.. many.Cast<object?>().SelectMany(Known)],
        _ => [model.ToString() ?? ""],
    };
}
