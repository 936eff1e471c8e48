using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>Several lines of text; counts characters or words down when a maximum is given.</summary>
[HtmlTargetElement("govuk-textarea")]
public sealed class TextareaTagHelper : LabelledFieldTagHelper
{
    /// <summary>A value given by the page, where there is no model property.</summary>
    public string? Value { get; set; }

    /// <summary>Height in lines.</summary>
    public int Rows { get; set; } = 5;

    /// <summary>Most characters allowed: adds the character count. The validator enforces it.</summary>
    public int? MaxCharacters { get; set; }

    /// <summary>Most words allowed: adds the word count. The validator enforces it.</summary>
    public int? MaxWords { get; set; }

    /// <summary>Share of the maximum, in per cent, from which the count is shown.</summary>
    public int? Threshold { get; set; }

    private bool Counts => MaxCharacters is not null || MaxWords is not null;

    private protected override IHtmlContent Control(Field field, string? describedBy, TagHelperOutput output)
    {
        var info = field.Id + "-info";
        var textarea = Named(new TagBuilder("textarea"), field, Counts ? Element.Classes(info, describedBy) : describedBy)
            .With("class", Element.Classes(
                "govuk-textarea", field.Error is null ? null : "govuk-textarea--error", Counts ? "govuk-js-character-count" : null))
            .With("rows", $"{Rows}");

        // The parser drops one line break after the start tag: give it one, so that a typed one stays.
        textarea.InnerHtml.AppendHtml("\n").Append(Value ?? field.Value);
        output.MoveAttributesTo(textarea);
        if (!Counts)
        {
            return textarea;
        }

        var unit = MaxWords is null ? "characters" : "words";
        return new HtmlContentBuilder()
            .AppendHtml(textarea)
            .AppendHtml(Element.Of("div", "govuk-hint govuk-character-count__message", $"You can enter up to {MaxWords ?? MaxCharacters} {unit}")
                .With("id", info));
    }

    private protected override void GroupAttributes(TagHelperOutput output)
    {
        if (!Counts)
        {
            return;
        }

        output.Attributes.SetAttribute("class", output.Attributes["class"].Value + " govuk-character-count");
        output.Set("data-module", "govuk-character-count");
        output.Set("data-maxlength", MaxCharacters is null ? null : $"{MaxCharacters}");
        output.Set("data-maxwords", MaxWords is null ? null : $"{MaxWords}");
        output.Set("data-count-type", MaxWords is null ? null : "words");
        output.Set("data-threshold", Threshold is null ? null : $"{Threshold}");
    }
}
