namespace Portal.UnitTests.GovUk;

/// <summary>Our components against the examples published with GOV.UK Frontend: the same elements, classes, attributes and text.</summary>
public sealed class PublishedExamples
{
    private static readonly Dictionary<string, Func<Options, Node>> Components = new(StringComparer.Ordinal)
    {
        ["input"] = FieldComponents.Input,
        ["textarea"] = FieldComponents.Textarea,
        ["character-count"] = FieldComponents.CharacterCount,
        ["select"] = FieldComponents.Select,
        ["file-upload"] = FieldComponents.FileUpload,
        ["radios"] = FieldComponents.Radios,
        ["checkboxes"] = FieldComponents.Checkboxes,
        ["date-input"] = FieldComponents.Date,
        ["button"] = PageComponents.Button,
        ["fieldset"] = PageComponents.Fieldset,
        ["error-summary"] = PageComponents.ErrorSummary,
        ["error-message"] = PageComponents.ErrorMessage,
        ["hint"] = PageComponents.Hint,
        ["details"] = PageComponents.Details,
        ["tag"] = PageComponents.Tag,
        ["inset-text"] = PageComponents.Inset,
        ["warning-text"] = PageComponents.Warning,
        ["panel"] = PageComponents.Panel,
        ["notification-banner"] = PageComponents.Banner,
        ["back-link"] = PageComponents.BackLink,
        ["breadcrumbs"] = PageComponents.Breadcrumbs,
        ["task-list"] = PageComponents.TaskList,
        ["summary-list"] = PageComponents.SummaryList,
        ["pagination"] = PageComponents.Pagination,
    };

    public static TheoryData<string, string> Comparable()
    {
        var data = new TheoryData<string, string>();
        foreach (var (component, build) in Components)
        {
            foreach (var fixture in Fixture.Of(component))
            {
                var options = new Options(fixture.Given);
                _ = build(options);
                if (options.AllUsed)
                {
                    data.Add(component, fixture.Name);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Comparable))]
    public async Task A_component_renders_the_published_markup(string component, string example)
    {
        var fixture = Fixture.Of(component).First(f => f.Name == example);
        var ours = await Components[component](new Options(fixture.Given)).RenderAsync();
        var (except, anyIds) = component switch
        {
            "date-input" => (["name"], true), // posted as Name.Day, so that the binder finds the parts
            "pagination" => (["href"], false), // links keep the query string of the list shown
            _ => (Array.Empty<string>(), false),
        };

        // Everything of a page belongs to a landmark; the published back link stands outside of all.
        var published = component == "back-link" ? $"""<nav aria-label="Back">{fixture.Html}</nav>""" : fixture.Html;
        Markup.Outline(ours, except, anyIds).ShouldBe(Markup.Outline(published, except, anyIds));
    }

    [Theory]
    [InlineData("input", 25)]
    [InlineData("textarea", 15)]
    [InlineData("character-count", 5)]
    [InlineData("select", 5)]
    [InlineData("file-upload", 8)]
    [InlineData("radios", 15)]
    [InlineData("checkboxes", 12)]
    [InlineData("date-input", 4)]
    [InlineData("button", 15)]
    [InlineData("summary-list", 5)]
    [InlineData("task-list", 3)]
    [InlineData("pagination", 3)]
    public void Most_published_examples_of_a_component_are_compared(string component, int least) =>
        Comparable().Count(row => row.Data.Item1 == component).ShouldBeGreaterThanOrEqualTo(least);

    [Fact]
    public void Every_component_is_compared_with_an_example() =>
        Components.Keys.Except(Comparable().Select(row => row.Data.Item1)).ShouldBeEmpty();
}
