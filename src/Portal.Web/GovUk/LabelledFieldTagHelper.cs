using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>A field with one control and a label: text, long text, a choice from a list, files.</summary>
public abstract class LabelledFieldTagHelper : FieldTagHelper
{
    /// <summary>The label: a question or a noun. For markup use a child govuk-label.</summary>
    public string? Label { get; set; }

    /// <summary>Size of the label: s, m, l or xl.</summary>
    public string? LabelSize { get; set; }

    /// <summary>Further classes of the label, such as govuk-visually-hidden.</summary>
    public string? LabelClass { get; set; }

    private protected abstract IHtmlContent Control(Field field, string? describedBy, TagHelperOutput output);

    private protected sealed override string ControlId(Field field) => field.Id;

    private protected override IHtmlContent Group(
        Field field, FieldParts parts, string describedBy, IHtmlContent? children, TagHelperOutput output) =>
        Element.Many(LabelOf(field), parts.Hint, parts.Error, Control(field, describedBy, output));

    private TagBuilder? LabelOf(Field field)
    {
        if (Slots.Heading is null && Label is null)
        {
            return null;
        }

        var size = LabelSize is null ? null : "govuk-label--" + LabelSize;
        var label = Element.Of("label", Element.Classes("govuk-label", size, LabelClass), Slots.Heading, Slots.Heading is null ? Label : null)
            .With("for", field.Id);
        return PageHeading ? Element.Of("h1", "govuk-label-wrapper", label) : label;
    }

    private protected static TagBuilder Named(TagBuilder control, Field field, string? describedBy) =>
        control.With("id", field.Id).With("name", field.Name).With("aria-describedby", describedBy);
}
