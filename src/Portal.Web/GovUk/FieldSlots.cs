using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>Markup that child elements (govuk-hint, govuk-legend, govuk-label) leave for the field around them.</summary>
internal sealed class FieldSlots
{
    public IHtmlContent? Hint { get; set; }

    public IHtmlContent? Heading { get; set; }

    public static FieldSlots? Around(TagHelperContext context) =>
        context.Items.TryGetValue(typeof(FieldSlots), out var slots) ? slots as FieldSlots : null;
}
