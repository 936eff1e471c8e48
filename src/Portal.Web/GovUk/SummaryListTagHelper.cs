using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>Facts as pairs of key and value: govuk-summary-row elements, each with any govuk-summary-action.</summary>
[HtmlTargetElement("govuk-summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    private readonly List<SummaryRow> rows = [];

    /// <summary>Puts the list in a card with this title.</summary>
    public string? CardTitle { get; set; }

    /// <summary>No lines between the rows.</summary>
    public bool NoBorder { get; set; }

    /// <inheritdoc />
    public override void Init(TagHelperContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[typeof(SummaryListTagHelper)] = rows;
    }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        await output.GetChildContentAsync();
        var list = Element.Of("dl", Element.Classes("govuk-summary-list", NoBorder ? "govuk-summary-list--no-border" : null));
        var anyActions = rows.Exists(row => row.Actions.Count > 0);
        foreach (var row in rows)
        {
            list.InnerHtml.AppendHtml(Row(row, anyActions));
        }

        if (CardTitle is null)
        {
            output.MoveAttributesTo(list);
            output.Become(list);
            return;
        }

        output.Become("div", "govuk-summary-card");
        output.Content.SetHtmlContent(Element.Many(
            Element.Of("div", "govuk-summary-card__title-wrapper", Element.Of("h2", "govuk-summary-card__title", CardTitle)),
            Element.Of("div", "govuk-summary-card__content", list)));
    }

    private TagBuilder Row(SummaryRow row, bool anyActions) => Element.Of(
        "div",
        Element.Classes("govuk-summary-list__row", anyActions && row.Actions.Count == 0 ? "govuk-summary-list__row--no-actions" : null),
        Element.Of("dt", "govuk-summary-list__key", row.Key),
        Element.Of("dd", "govuk-summary-list__value", row.Value),
        Actions(row));

    private TagBuilder? Actions(SummaryRow row)
    {
        if (row.Actions.Count == 0)
        {
            return null;
        }

        var links = row.Actions.ConvertAll(action => action.Link(CardTitle));
        if (links.Count == 1)
        {
            return Element.Of("dd", "govuk-summary-list__actions", links[0]);
        }

        var items = Element.Of("ul", "govuk-summary-list__actions-list");
        links.ForEach(link => items.InnerHtml.AppendHtml(Element.Of("li", "govuk-summary-list__actions-list-item", link)));
        return Element.Of("dd", "govuk-summary-list__actions", items);
    }
}
