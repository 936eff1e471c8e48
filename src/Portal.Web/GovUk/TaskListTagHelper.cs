using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.GovUk;

/// <summary>What there is to do: govuk-task elements, each with its state.</summary>
[HtmlTargetElement("govuk-task-list")]
public sealed class TaskListTagHelper : TagHelper
{
    /// <summary>Beginning of the ids inside; change it where a page has two lists.</summary>
    public string IdPrefix { get; set; } = "task-list";

    internal int Count { get; set; }

    /// <inheritdoc />
    public override void Init(TagHelperContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[typeof(TaskListTagHelper)] = this;
    }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Become("ul", "govuk-task-list");
    }
}

/// <summary>One task; without an address it cannot be started yet.</summary>
[HtmlTargetElement("govuk-task", ParentTag = "govuk-task-list", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TaskTagHelper(IHtmlGenerator generator) : ComponentLinkTagHelper(generator)
{
    /// <summary>What is to be done.</summary>
    public string Title { get; set; } = "";

    /// <summary>A line of help below it.</summary>
    public string? Hint { get; set; }

    /// <summary>Its state, such as "Completed".</summary>
    public string Status { get; set; } = "";

    /// <summary>Shows the state as a tag of this colour; plain text when not given (as for "Completed").</summary>
    public string? StatusColour { get; set; }

    /// <summary>Greys the state: "Cannot start yet".</summary>
    public bool CannotStart { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var list = (TaskListTagHelper)context.Items[typeof(TaskListTagHelper)];
        var prefix = $"{list.IdPrefix}-{++list.Count}";
        var address = Address(context, output);
        var title = address is null
            ? Element.Of("div", null, Title)
            : Element.Of("a", "govuk-link govuk-task-list__link", Title)
                .With("href", address)
                .With("aria-describedby", Element.Classes(Hint is null ? null : prefix + "-hint", prefix + "-status"));
        var hint = Hint is null ? null : Element.Of("div", "govuk-task-list__hint", Hint).With("id", prefix + "-hint");
        object status = StatusColour is null ? Status : Element.Of("strong", "govuk-tag govuk-tag--" + StatusColour, Status);
        output.Become(Element.Of(
            "li",
            Element.Classes("govuk-task-list__item", address is null ? null : "govuk-task-list__item--with-link"),
            Element.Of("div", "govuk-task-list__name-and-hint", title, hint),
            Element.Of("div", Element.Classes("govuk-task-list__status", CannotStart ? "govuk-task-list__status--cannot-start-yet" : null), status)
                .With("id", prefix + "-status")));
    }
}
