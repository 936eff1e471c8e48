using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Portal.Web.GovUk;

namespace Portal.Web.Words;

/// <summary>Shows a difference in the text itself: removed and added words are marked by more than colour, and said to who cannot see the marks.</summary>
[HtmlTargetElement("portal-difference", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DifferenceTagHelper : TagHelper
{
    /// <summary>The difference to show.</summary>
    public WordDifference? Of { get; set; }

    /// <summary>Shows only one of the two texts, with what the other does not have marked; null shows both in one.</summary>
    public WordSide? Side { get; set; }

    /// <summary>What is said before words that only the first text has; where two people wrote, perhaps "only in yours".</summary>
    public string Removed { get; set; } = "removed";

    /// <summary>What is said before words that only the second text has.</summary>
    public string Added { get; set; } = "added";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Become("div", "portal-difference");
        output.Set("dir", "auto");
        foreach (var run in Of?.Runs ?? [])
        {
            _ = run.Change switch
            {
                WordChange.Kept => output.Content.Append(run.Text),
                WordChange.Removed when Side == WordSide.After => output.Content,
                WordChange.Added when Side == WordSide.Before => output.Content,
                WordChange.Removed => output.Content.AppendHtml(Marked("del", Removed, run.Text)),
                _ => output.Content.AppendHtml(Marked("ins", Added, run.Text)),
            };
        }
    }

    private static TagBuilder Marked(string element, string said, string text) => Element.Of(
        element,
        "portal-difference__" + element,
        Hidden($"[{said}: "),
        text,
        Hidden("] "));

    private static TagBuilder Hidden(string text) => Element.Of("span", "govuk-visually-hidden", text);
}
