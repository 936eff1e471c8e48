using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>A button that sends the form. Takes asp-page-handler, asp-page and asp-route-… like a plain button.</summary>
[HtmlTargetElement("govuk-button")]
public sealed class ButtonTagHelper(IUrlHelperFactory urls) : FormActionTagHelper(urls)
{
    /// <summary>secondary, warning or inverse; by default the main button of the page.</summary>
    public string? Variant { get; set; }

    /// <summary>Ignores a second click within a second.</summary>
    public bool PreventDoubleClick { get; set; }

    /// <summary>Not to be used: explain instead why something cannot be done.</summary>
    public bool Disabled { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Page is not null || PageHandler is not null)
        {
            base.Process(context, output);
        }

        var content = await output.GetChildContentAsync();
        output.Become("button", Element.Classes("govuk-button", Variant is null ? null : "govuk-button--" + Variant));
        output.Set("type", output.Attributes["type"]?.Value.ToString() ?? "submit");
        output.Set("data-module", "govuk-button");
        output.Set("data-prevent-double-click", PreventDoubleClick ? "true" : null);
        output.Set("disabled", Disabled ? "" : null);
        output.Set("aria-disabled", Disabled ? "true" : null);
        output.Content.SetHtmlContent(content);
    }
}
