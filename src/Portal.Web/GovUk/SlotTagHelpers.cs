using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>Help for a field, as markup: inside a field it becomes the field's hint; elsewhere it is shown where it stands.</summary>
[HtmlTargetElement("govuk-hint")]
public sealed class HintTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        if (FieldSlots.Around(context) is { } slots)
        {
            slots.Hint = content;
            output.SuppressOutput();
            return;
        }

        output.Become("div", "govuk-hint");
        output.Content.SetHtmlContent(content);
    }
}

/// <summary>The label or legend of the field around it, as markup.</summary>
[HtmlTargetElement("govuk-label")]
[HtmlTargetElement("govuk-legend")]
public sealed class HeadingSlotTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var slots = FieldSlots.Around(context)
            ?? throw new InvalidOperationException($"<{context.TagName}> belongs inside a field such as <govuk-radios>.");
        slots.Heading = await output.GetChildContentAsync();
        output.SuppressOutput();
    }
}
