using Microsoft.AspNetCore.Html;
using Portal.Web.GovUk;

namespace Portal.UnitTests.GovUk;

/// <summary>How a page would write each published example of everything else with our components.</summary>
internal static class PageComponents
{
    public static Node Button(Options given)
    {
        var content = given.Content();
        if (given.Text("href") is { } href)
        {
            return new Node("govuk-button-link", new ButtonLinkTagHelper(null!), With(given.Attributes("classes", "id"), "href", href)) { Content = content };
        }

        var prevent = given.Text("preventDoubleClick");
        if (prevent == "false")
        {
            given.NotSupported();
        }

        var button = new ButtonTagHelper(null!) { Disabled = given.Flag("disabled"), PreventDoubleClick = prevent == "true" };
        return new Node("govuk-button", button, given.Attributes("classes", "id", "name", "value", "type")) { Content = content };
    }

    public static Node Fieldset(Options given)
    {
        var legend = given.Object("legend");
        var classes = legend?.Text("classes");
        var size = classes?.Replace("govuk-fieldset__legend--", "", StringComparison.Ordinal);
        if (classes?.StartsWith("govuk-fieldset__legend--", StringComparison.Ordinal) == false)
        {
            given.NotSupported();
        }

        var fieldset = new FieldsetTagHelper
        {
            Legend = legend?.Text("text"), LegendSize = size, PageHeading = legend?.Flag("isPageHeading") == true,
        };
        var attributes = given.Attributes("classes", "role");
        return new Node("govuk-fieldset", fieldset, given.Text("describedBy") is { } by ? With(attributes, "aria-describedby", by) : attributes)
        {
            Content = given.Content(),
        };
    }

    public static Node ErrorSummary(Options given)
    {
        var view = new View();
        foreach (var error in given.List("errorList"))
        {
            view.Wrong(error.Text("href")?.TrimStart('#') ?? "", error.Text("text"));
        }

        if (given.Text("titleText") != "There is a problem")
        {
            given.NotSupported();
        }

        return new Node("govuk-error-summary", new ErrorSummaryTagHelper { ViewContext = view.Context }, given.Attributes("classes"));
    }

    public static Node ErrorMessage(Options given) => new(
        "govuk-error-message", new ErrorMessageTagHelper { Text = given.Text("text") }, given.Attributes("classes", "id"));

    public static Node Hint(Options given) => new("govuk-hint", new HintTagHelper(), given.Attributes("classes", "id")) { Content = given.Content() };

    public static Node Details(Options given) => new(
        "govuk-details",
        new DetailsTagHelper { Summary = given.Text("summaryText") ?? "", Open = given.Flag("open") },
        given.Attributes("classes", "id")) { Content = given.Content() };

    public static Node Tag(Options given) => new("govuk-tag", new TagTagHelper(), given.Attributes("classes")) { Content = given.Content() };

    public static Node Inset(Options given) =>
        new("govuk-inset-text", new InsetTextTagHelper(), given.Attributes("classes", "id")) { Content = given.Content() };

    public static Node Warning(Options given)
    {
        if (given.Text("iconFallbackText") is not (null or "Warning"))
        {
            given.NotSupported();
        }

        return new Node("govuk-warning-text", new WarningTextTagHelper(), given.Attributes("classes")) { Content = given.Content() };
    }

    public static Node Panel(Options given)
    {
        if (given.Text("titleHtml") is { } title && title.Contains('<', StringComparison.Ordinal))
        {
            given.NotSupported();
        }
        else
        {
            title = given.Text("titleText") ?? "Application complete";
        }

        var attributes = given.Attributes("classes");
        if (attributes.GetValueOrDefault("class")?.Contains("interruption", StringComparison.Ordinal) == true)
        {
            given.NotSupported();
        }

        return new Node("govuk-panel", new PanelTagHelper { Title = title }, attributes) { Content = given.Content() };
    }

    public static Node Banner(Options given)
    {
        var type = given.Text("type");
        var banner = new NotificationBannerTagHelper { Success = type == "success", Title = given.Text("titleText") };
        if (given.Text("html") is { } html)
        {
            return new Node("govuk-notification-banner", banner, given.Attributes("classes")) { Content = new HtmlString(html) };
        }

        banner.Text = given.Text("text");
        return new Node("govuk-notification-banner", banner, given.Attributes("classes"));
    }

    public static Node BackLink(Options given)
    {
        var content = given.Content();
        var href = given.Text("href");
        if (href is null)
        {
            given.NotSupported();
        }

        return new Node("govuk-back-link", new BackLinkTagHelper(null!), With(given.Attributes("classes"), "href", href ?? "#")) { Content = content };
    }

    public static Node Breadcrumbs(Options given) => new(
        "govuk-breadcrumbs",
        new BreadcrumbsTagHelper(),
        given.Attributes("classes"),
        [.. given.List("items").Select(item => new Node("govuk-breadcrumb", new BreadcrumbTagHelper(null!), Href(item)) { Content = item.Content() })]);

    public static Node TaskList(Options given)
    {
        var prefix = given.Text("idPrefix") ?? "task-list";
        var tasks = given.List("items").Select(item =>
        {
            var status = item.Object("status");
            var tag = status?.Object("tag");
            var task = new TaskTagHelper(null!)
            {
                Title = item.Object("title")?.Text("text") ?? "",
                Hint = item.Object("hint")?.Text("text"),
                Status = tag?.Text("text") ?? status?.Text("text") ?? "",
                StatusColour = tag?.Text("classes")?.Replace("govuk-tag--", "", StringComparison.Ordinal),
                CannotStart = status?.Text("classes") == "govuk-task-list__status--cannot-start-yet",
            };
            if (tag is not null && task.StatusColour is null)
            {
                given.NotSupported();
            }

            return new Node("govuk-task", task, Href(item));
        }).ToArray();
        return new Node("govuk-task-list", new TaskListTagHelper { IdPrefix = prefix }, given.Attributes("classes"), tasks);
    }

    public static Node SummaryList(Options given)
    {
        var card = given.Object("card")?.Object("title")?.Text("text");
        var rows = given.List("rows").Select(row =>
        {
            var actions = row.Object("actions")?.List("items").Select(action => new Node(
                "govuk-summary-action",
                new SummaryActionTagHelper(null!) { HiddenText = action.Text("visuallyHiddenText") },
                Href(action)) { Content = action.Content() });
            return new Node("govuk-summary-row", new SummaryRowTagHelper { Key = row.Object("key")?.Text("text") ?? "" }, null, [.. actions ?? []])
            {
                Content = row.Object("value")?.Content(),
            };
        }).ToArray();
        var attributes = given.Attributes("classes");
        if (card is not null && attributes.Count > 0)
        {
            given.NotSupported(); // ours go to the card, theirs to the list
        }

        return new Node("govuk-summary-list", new SummaryListTagHelper { CardTitle = card }, attributes, rows);
    }

    public static Node Pagination(Options given)
    {
        var items = given.List("items").Select(item => (Number: item.Text("number"), Current: item.Flag("current"), Href: item.Text("href"))).ToList();
        var current = items.FindIndex(item => item.Current) + 1;
        var previous = given.Object("previous")?.Text("href");
        var next = given.Object("next")?.Text("href");
        if (current == 0 || items.Where((item, i) => item.Number != $"{i + 1}").Any() || previous is null != (current == 1) || next is null != (current == items.Count))
        {
            given.NotSupported();
        }

        var pagination = new PaginationTagHelper { Current = current, Total = items.Count, ViewContext = new View().Context };
        return new Node("govuk-pagination", pagination, given.Attributes("classes"));
    }

    private static Dictionary<string, string>? Href(Options given) =>
        given.Text("href") is { } href ? new Dictionary<string, string>(StringComparer.Ordinal) { ["href"] = href } : null;

    private static Dictionary<string, string> With(Dictionary<string, string> attributes, string name, string value)
    {
        attributes[name] = value;
        return attributes;
    }
}
