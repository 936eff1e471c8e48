using Microsoft.AspNetCore.Razor.TagHelpers;
using Portal.Domain.Evidence;
using Portal.Web.GovUk;

namespace Portal.Web.Words;

/// <summary>Text as it was typed, in which references to evidence lead to where that evidence is listed on the page: an element with the id <c>reference-3</c>.</summary>
[HtmlTargetElement("portal-citing", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CitingTagHelper : TagHelper
{
    /// <summary>The text.</summary>
    public string? Text { get; set; }

    /// <summary>The references that are listed on the page; another number in brackets is but text.</summary>
    public IReadOnlyDictionary<int, string> Listed { get; set; } = new Dictionary<int, string>();

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (string.IsNullOrEmpty(Text))
        {
            output.TagName = null;
            output.Content.Append("Nothing written");
            return;
        }

        output.Become("span", "portal-prose");
        foreach (var (text, reference) in References.Parts(Text))
        {
            if (reference is { } number && Listed.TryGetValue(number, out var title))
            {
                output.Content.AppendHtml(Element.Of("a", "govuk-link", text).With("href", $"#reference-{number}").With("title", title));
            }
            else
            {
                output.Content.Append(text);
            }
        }
    }
}
