using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>Something a person must know that is not about the page itself; as success, what they have just done.</summary>
[HtmlTargetElement("govuk-notification-banner", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NotificationBannerTagHelper : TagHelper
{
    private const string TitleId = "govuk-notification-banner-title";

    /// <summary>Says what has just been done; gets the focus.</summary>
    public bool Success { get; set; }

    /// <summary>The title; Important or Success when not given.</summary>
    public string? Title { get; set; }

    /// <summary>One sentence; or give markup as content.</summary>
    public string? Text { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.ChildrenAsync();
        output.Become("div", Element.Classes("govuk-notification-banner", Success ? "govuk-notification-banner--success" : null));
        output.Set("role", Success ? "alert" : "region");
        output.Set("aria-labelledby", TitleId);
        output.Set("data-module", "govuk-notification-banner");
        var title = Element.Of("h2", "govuk-notification-banner__title", Title ?? (Success ? "Success" : "Important")).With("id", TitleId);
        IHtmlContent? body = content ?? (Text is null ? null : Element.Of("p", "govuk-notification-banner__heading", Text));
        output.Content.SetHtmlContent(Element.Many(
            Element.Of("div", "govuk-notification-banner__header", title),
            Element.Of("div", "govuk-notification-banner__content", body)));
    }
}
