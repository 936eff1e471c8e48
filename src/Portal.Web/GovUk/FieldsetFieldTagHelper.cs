using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>A field with several controls under one legend: radios, checkboxes, a date.</summary>
public abstract class FieldsetFieldTagHelper : FieldTagHelper
{
    /// <summary>The legend: the question the controls answer. Without it there is no fieldset.</summary>
    public string? Legend { get; set; }

    /// <summary>Size of the legend: s, m, l or xl.</summary>
    public string? LegendSize { get; set; }

    /// <summary>Further classes of the legend, such as govuk-visually-hidden.</summary>
    public string? LegendClass { get; set; }

    private protected virtual string? Role => null;

    private protected bool HasFieldset => Legend is not null || Slots.Heading is not null;

    private protected abstract IHtmlContent Controls(Field field, string? describedBy, TagHelperOutput output);

    private protected sealed override string ControlId(Field field) => field.Id;

    private protected sealed override IHtmlContent Group(
        Field field, FieldParts parts, string describedBy, IHtmlContent? children, TagHelperOutput output)
    {
        var inner = Element.Many(parts.Hint, parts.Error, Controls(field, describedBy, output));
        return HasFieldset
            ? Element.Of("fieldset", "govuk-fieldset", FieldsetTagHelper.LegendOf(Legend, Slots.Heading, LegendSize, LegendClass, PageHeading), inner)
                .With("role", Role).With("aria-describedby", describedBy)
            : inner;
    }
}
