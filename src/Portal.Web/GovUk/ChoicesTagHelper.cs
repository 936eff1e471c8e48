using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>What radios and checkboxes share: a list of choices, each with a label, a hint and fields revealed when chosen.</summary>
public abstract class ChoicesTagHelper : FieldsetFieldTagHelper
{
    /// <summary>Choices from a list, before those given as child elements.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>Smaller controls.</summary>
    public bool Small { get; set; }

    private protected List<Choice> Choices { get; } = [];

    private protected abstract string Component { get; }

    private protected abstract string InputType { get; }

    private protected virtual string? ExtraClass => null;

    /// <inheritdoc />
    public override void Init(TagHelperContext context)
    {
        base.Init(context);
        Choices.AddRange(Items?.Select(item => new Choice(item.Value ?? item.Text, item.Text) { Checked = item.Selected ? true : null, Disabled = item.Disabled }) ?? []);
        context.Items[typeof(Choice)] = Choices;
    }

    private protected sealed override IHtmlContent Controls(Field field, string? describedBy, TagHelperOutput output)
    {
        var list = Element.Of("div", Element.Classes(Component, Small ? Component + "--small" : null, ExtraClass)).With("data-module", Component);
        output.MoveAttributesTo(list);
        for (var i = 0; i < Choices.Count; i++)
        {
            // The first id has no number: the error summary links to it.
            var id = i == 0 ? field.Id : $"{field.Id}-{i + 1}";
            list.InnerHtml.AppendHtml(Choices[i].Divider is { } divider ? Element.Of("div", Component + "__divider", divider) : Item(Choices[i], field, id, describedBy));
        }

        return list;
    }

    private protected virtual string? ItemDescribedBy(string? describedBy) => null;

    private HtmlContentBuilder Item(Choice choice, Field field, string id, string? describedBy)
    {
        var chosen = field.Values.Count > 0 ? field.Values.Contains(choice.Value, StringComparer.OrdinalIgnoreCase) : choice.Checked == true;
        var conditional = choice.Conditional is null ? null : "conditional-" + id;
        var input = Element.Void("input", Component + "__input")
            .With("id", id).With("name", field.Name).With("type", InputType).WithValue("value", choice.Value)
            .WithFlag("checked", chosen).WithFlag("disabled", choice.Disabled)
            .With("data-aria-controls", conditional)
            .With("data-behaviour", choice.Exclusive ? "exclusive" : null)
            .With("aria-describedby", Element.Classes(ItemDescribedBy(describedBy), choice.Hint is null ? null : id + "-item-hint"));
        var item = Element.Of(
            "div",
            Component + "__item",
            input,
            Element.Of("label", $"govuk-label {Component}__label", choice.Label).With("for", id),
            choice.Hint is null ? null : Element.Of("div", $"govuk-hint {Component}__hint", choice.Hint).With("id", id + "-item-hint"));
        var content = new HtmlContentBuilder();
        content.AppendHtml(item);
        if (choice.Conditional is not null)
        {
            content.AppendHtml(Element.Of(
                "div", Element.Classes(Component + "__conditional", chosen ? null : Component + "__conditional--hidden"), choice.Conditional)
                .With("id", conditional));
        }

        return content;
    }
}
