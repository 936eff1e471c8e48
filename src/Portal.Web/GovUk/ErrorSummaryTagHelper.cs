using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>Everything wrong with the form, at the top of the page, each error linked to its field. Nothing when nothing is wrong.</summary>
[HtmlTargetElement("govuk-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    /// <summary>The view rendered; set by the framework.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var state = ViewContext.ViewData.ModelState;
        var errors = state
            .SelectMany(entry => entry.Value?.Errors.Select(error => (entry.Key, Text: Field.Text(error))) ?? [])
            .OrderBy(error => error.Key, new FieldOrder(ViewContext.ViewData.ModelMetadata))
            .DistinctBy(error => (Whole(error.Key), error.Text))
            .ToArray();
        if (errors.Length == 0)
        {
            output.SuppressOutput();
            return;
        }

        var list = Element.Of("ul", "govuk-list govuk-error-summary__list");
        foreach (var (key, text) in errors)
        {
            object shown = key.Length == 0 ? text : Element.Of("a", null, text).With("href", "#" + Target(key));
            list.InnerHtml.AppendHtml(Element.Of("li", null, shown));
        }

        output.Become("div", "govuk-error-summary");
        output.Set("data-module", "govuk-error-summary");
        output.Content.SetHtmlContent(Element.Of(
            "div",
            null,
            Element.Of("h2", "govuk-error-summary__title", "There is a problem"),
            Element.Of("div", "govuk-error-summary__body", list)).With("role", "alert"));
    }

    // A date that lacks two of its parts has its one error at both.
    private static string Whole(string key) =>
        key.EndsWith(".Day", StringComparison.Ordinal) || key.EndsWith(".Month", StringComparison.Ordinal) || key.EndsWith(".Year", StringComparison.Ordinal)
            ? key[..key.LastIndexOf('.')]
            : key;

    // A date has no control of its own: its first part gets the focus, also where the date came as a whole from a page that checks it.
    private string Target(string key) =>
        Field.IdOf(ViewContext.ViewData.ModelState.ContainsKey(key + ".Day") || FieldOrder.IsDay(ViewContext.ViewData.ModelMetadata, key) ? key + ".Day" : key);
}
