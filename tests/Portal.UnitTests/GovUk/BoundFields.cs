using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.GovUk;

namespace Portal.UnitTests.GovUk;

/// <summary>Fields bound to a property of the model.</summary>
public sealed class BoundFields
{
    private const string Hostile = "<script>alert('\"&')</script>";

    [Fact]
    public async Task Name_id_and_value_come_from_the_property()
    {
        var html = await RenderAsync(new InputTagHelper { For = Property("Input.Title", "Audit of 20 cases"), Label = "Title" }, new View());
        Markup.Outline(html).ShouldContain("input class=govuk-input id=Input_Title name=Input.Title type=text value=Audit of 20 cases");
        html.ShouldContain("for=\"Input_Title\"");
    }

    [Fact]
    public async Task What_was_typed_wins_over_the_model()
    {
        var view = new View().Typed("Input.Title", "Typed").Wrong("Input.Title", "Enter a shorter title");
        var html = await RenderAsync(new InputTagHelper { For = Property("Input.Title", "Stored"), Label = "Title" }, view);
        html.ShouldContain("value=\"Typed\"");
        html.ShouldNotContain("Stored");
        html.ShouldContain("Enter a shorter title");
    }

    [Fact]
    public async Task A_text_emptied_by_the_user_stays_empty()
    {
        var html = await RenderAsync(new InputTagHelper { For = Property("Input.Title", "Stored"), Label = "Title" }, new View().Typed("Input.Title", ""));
        html.ShouldNotContain("Stored");
    }

    [Fact]
    public async Task A_password_is_never_sent_back()
    {
        var input = new InputTagHelper { For = Property("Input.Password", "secret-1"), Type = "password", Label = "Password" };
        var html = await RenderAsync(input, new View().Typed("Input.Password", "secret-2"));
        html.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_typed_text_keeps_its_first_line_break()
    {
        var html = await RenderAsync(new TextareaTagHelper { For = Property("Input.Text", "\nSecond line"), Label = "Text" }, new View());
        Markup.Outline(html).ShouldContain("\"\nSecond line\"");
    }

    [Fact]
    public async Task A_bool_ticks_its_checkbox()
    {
        var boxes = new CheckboxesTagHelper { For = Property("Input.Agreed", true) };
        var html = await RenderAsync(boxes, new View(), new Node("govuk-checkbox", new ChoiceTagHelper { Value = "true", Label = "I agree" }, null));
        Markup.Outline(html).ShouldContain("checked= class=govuk-checkboxes__input");
    }

    [Fact]
    public async Task A_list_ticks_what_it_holds_and_an_enum_chooses_its_name()
    {
        var items = new[] { new SelectListItem("Monday", "Monday"), new SelectListItem("Friday", "Friday") };
        var boxes = await RenderAsync(new CheckboxesTagHelper { For = Property("Input.Days", new[] { DayOfWeek.Friday }), Items = items }, new View());
        var radios = await RenderAsync(new RadiosTagHelper { For = Property("Input.Day", DayOfWeek.Friday), Items = items }, new View());
        foreach (var html in new[] { boxes, radios })
        {
            Markup.Outline(html).Split('\n').Where(line => line.Contains("checked=", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("value=Friday");
        }
    }

    [Theory]
    [InlineData("govuk-input")]
    [InlineData("govuk-textarea")]
    [InlineData("govuk-radios")]
    public async Task Whatever_is_typed_is_shown_as_text(string tag)
    {
        var view = new View().Typed("Input.Text", Hostile).Wrong("Input.Text", Hostile);
        var choice = new SelectListItem(Hostile, Hostile);
        FieldTagHelper field = tag switch
        {
            "govuk-input" => new InputTagHelper { Label = Hostile },
            "govuk-textarea" => new TextareaTagHelper { Label = Hostile },
            _ => new RadiosTagHelper { Legend = Hostile, Items = [choice] },
        };
        field.For = Property("Input.Text", null);
        field.Hint = Hostile;
        var html = await RenderAsync(field, view);
        html.ShouldNotContain("<script");
        html.ShouldContain("&lt;script&gt;");
    }

    [Fact]
    public async Task A_field_inside_a_choice_keeps_its_own_hint()
    {
        var inner = new Node("govuk-input", new InputTagHelper { Name = "Why", Label = "Why", ViewContext = new View().Context }, null, HintOf("Inner hint"));
        var choice = new Node("govuk-radio", new ChoiceTagHelper { Value = "other", Label = "Other" }, null, inner);
        var html = await RenderAsync(new RadiosTagHelper { Name = "Reason", Legend = "Reason" }, new View(), HintOf("Outer hint"), choice);
        Markup.Outline(html).ShouldContain("class=govuk-hint id=Why-hint");
        Markup.Outline(html).ShouldContain("class=govuk-hint id=Reason-hint");
        html.IndexOf("Outer hint", StringComparison.Ordinal).ShouldBeLessThan(html.IndexOf("Inner hint", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_without_errors_has_no_summary()
    {
        var html = await new Node("govuk-error-summary", new ErrorSummaryTagHelper { ViewContext = new View().Context }, null).RenderAsync();
        html.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_error_of_no_field_is_listed_without_a_link()
    {
        var view = new View().Wrong("", "This self-assessment has already been submitted.");
        var html = await new Node("govuk-error-summary", new ErrorSummaryTagHelper { ViewContext = view.Context }, null).RenderAsync();
        html.ShouldContain("already been submitted");
        html.ShouldNotContain("<a");
    }

    [Fact]
    public async Task Errors_are_listed_in_the_order_of_the_fields()
    {
        var view = new View().Wrong("Rows[1].Name", "Second").Wrong("Zeal", "Last").Wrong("Rows[0].Name", "First").Wrong("Area.Year", "Top").Wrong("Area.Month", "Top").Wrong("", "Whole page");
        var context = view.Context;
        var services = new ServiceCollection().AddLogging().AddMvcCore().AddDataAnnotations().Services.BuildServiceProvider();
        context.ViewData = new ViewDataDictionary<Form>(services.GetRequiredService<IModelMetadataProvider>(), context.ViewData.ModelState);
        var html = await new Node("govuk-error-summary", new ErrorSummaryTagHelper { ViewContext = context }, null).RenderAsync();
        string[] expected = ["Whole page", "Top", "First", "Second", "Last"];
        html.ShouldContain("href=\"#Area_Month\"");
        html.ShouldNotContain("href=\"#Area_Year\"");
        expected.OrderBy(text => html.IndexOf(text, StringComparison.Ordinal)).ShouldBe(expected);
    }

    private sealed record Form(DateOnly? Area, List<Row> Rows, string Zeal);

    private sealed record Row(string Name);

    private static Node HintOf(string text) =>
        new("govuk-hint", new HintTagHelper(), null) { Content = new Microsoft.AspNetCore.Html.HtmlString(text) };

    private static ModelExpression Property(string name, object? value)
    {
        var provider = new EmptyModelMetadataProvider();
        return new ModelExpression(name, new ModelExplorer(provider, provider.GetMetadataForType(value?.GetType() ?? typeof(string)), value));
    }

    private static Task<string> RenderAsync(FieldTagHelper field, View view, params Node[] children)
    {
        field.ViewContext = view.Context;
        return new Node("field", field, null, children).RenderAsync();
    }
}
