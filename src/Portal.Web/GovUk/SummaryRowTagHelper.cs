using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>One fact: its content is the value.</summary>
[HtmlTargetElement("govuk-summary-row", ParentTag = "govuk-summary-list")]
public sealed class SummaryRowTagHelper : TagHelper
{
    /// <summary>What the fact is about.</summary>
    public string Key { get; set; } = "";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var row = new SummaryRow(Key);
        context.Items[typeof(SummaryRow)] = row;
        row.Value = await output.GetChildContentAsync();
        ((List<SummaryRow>)context.Items[typeof(SummaryListTagHelper)]).Add(row);
        output.SuppressOutput();
    }
}

/// <summary>A link to change the fact, such as "Change".</summary>
[HtmlTargetElement("govuk-summary-action", ParentTag = "govuk-summary-row")]
public sealed class SummaryActionTagHelper(IHtmlGenerator generator) : ComponentLinkTagHelper(generator)
{
    /// <summary>What a screen reader adds after the text: "Change" + "due date".</summary>
    public string? HiddenText { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var row = (SummaryRow)context.Items[typeof(SummaryRow)];
        row.Actions.Add(new SummaryAction(Address(context, output), await output.GetChildContentAsync(), HiddenText));
        output.SuppressOutput();
    }
}
