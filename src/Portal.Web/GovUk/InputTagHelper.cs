using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>One line of text.</summary>
[HtmlTargetElement("govuk-input")]
public sealed class InputTagHelper : LabelledFieldTagHelper
{
    /// <summary>The type of input: text unless said otherwise. A password is never redisplayed.</summary>
    public string Type { get; set; } = "text";

    /// <summary>A value given by the page, where there is no model property.</summary>
    public string? Value { get; set; }

    /// <summary>Width in characters: 2, 3, 4, 5, 10, 20 or 30.</summary>
    public int? Width { get; set; }

    /// <summary>A unit shown before the input.</summary>
    public string? Prefix { get; set; }

    /// <summary>A unit shown after the input.</summary>
    public string? Suffix { get; set; }

    private protected override IHtmlContent Control(Field field, string? describedBy, TagHelperOutput output)
    {
        var input = Named(Element.Void("input", "govuk-input"), field, describedBy)
            .With("type", Type)
            .With("value", Type == "password" ? null : Value ?? field.Value);
        input.Attributes["class"] = Element.Classes(
            "govuk-input", Width is null ? null : $"govuk-input--width-{Width}", field.Error is null ? null : "govuk-input--error");
        output.MoveAttributesTo(input);
        return Prefix is null && Suffix is null
            ? input
            : Element.Of("div", "govuk-input__wrapper", Affix("prefix", Prefix), input, Affix("suffix", Suffix));
    }

    private static TagBuilder? Affix(string kind, string? text) =>
        text is null ? null : Element.Of("div", "govuk-input__" + kind, text).With("aria-hidden", "true");
}
