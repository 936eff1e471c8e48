using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>One choice from a list. Prefer radios where the choices fit on a screen.</summary>
[HtmlTargetElement("govuk-select", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SelectTagHelper : LabelledFieldTagHelper
{
    /// <summary>The choices, in order.</summary>
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>Text of a first choice with an empty value, such as "Choose a board".</summary>
    public string? Empty { get; set; }

    private protected override IHtmlContent Control(Field field, string? describedBy, TagHelperOutput output)
    {
        var select = Named(new TagBuilder("select"), field, describedBy)
            .With("class", Element.Classes("govuk-select", field.Error is null ? null : "govuk-select--error"));
        if (Empty is not null)
        {
            select.InnerHtml.AppendHtml(Element.Of("option", null, Empty).WithValue("value", ""));
        }

        foreach (var item in Items)
        {
            var selected = field.Values.Count > 0 ? field.Values.Contains(item.Value ?? item.Text, StringComparer.Ordinal) : item.Selected;
            var option = Element.Of("option", null, item.Text).WithFlag("selected", selected).WithFlag("disabled", item.Disabled);
            select.InnerHtml.AppendHtml(item.Value is null ? option : option.WithValue("value", item.Value));
        }

        output.MoveAttributesTo(select);
        return select;
    }
}
