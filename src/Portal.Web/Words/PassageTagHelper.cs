using Microsoft.AspNetCore.Razor.TagHelpers;
using Portal.Web.GovUk;
using Portal.Web.Searching;

namespace Portal.Web.Words;

/// <summary>A text in which what was looked for is marked. The first mark has the id <c>found</c> where the page leads to it.</summary>
[HtmlTargetElement("portal-passage", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PassageTagHelper : TagHelper
{
    /// <summary>The text, cut at its marks.</summary>
    public IReadOnlyList<PassagePart> Parts { get; set; } = [];

    /// <summary>Whether the first mark can be led to.</summary>
    public bool Target { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Become("span", "portal-passage");
        var first = Target;
        foreach (var part in Parts)
        {
            if (!part.IsMarked)
            {
                output.Content.Append(part.Text);
                continue;
            }

            var mark = Element.Of("mark", "portal-found", part.Text);
            output.Content.AppendHtml(first ? mark.With("id", "found") : mark);
            first = false;
        }
    }
}
