using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Portal.Web.GovUk;

namespace Portal.UnitTests.GovUk;

/// <summary>A date typed in three fields.</summary>
public sealed class TypedDates
{
    [Theory]
    [InlineData("3", "3", "2015", "2015-03-03")]
    [InlineData(" 03 ", "March", "2015", "2015-03-03")]
    [InlineData("29", "feb", "2016", "2016-02-29")]
    public async Task A_real_date_is_read(string day, string month, string year, string expected)
    {
        var (result, state) = await BindAsync(nameof(Form.Due), day, month, year);
        result.Model.ShouldBe(DateOnly.ParseExact(expected, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        state.IsValid.ShouldBeTrue();
    }

    [Theory]
    [InlineData("29", "2", "2015", "Due", "Due date must be a real date")]
    [InlineData("3", "13", "2015", "Due", "Due date must be a real date")]
    [InlineData("0", "1", "2015", "Due", "Due date must be a real date")]
    [InlineData("3", "Mach", "2015", "Due", "Due date must be a real date")]
    [InlineData("3", "3", "0000", "Due", "Due date must be a real date")]
    [InlineData("-3", "3", "2015", "Due", "Due date must be a real date")]
    [InlineData("3", "3", "15", "Due.Year", "Year must include 4 numbers")]
    [InlineData("3", "", "2015", "Due.Month", "Due date must include a month")]
    [InlineData("", " ", "2015", "Due.Day", "Due date must include a day and a month")]
    public async Task A_date_that_cannot_be_is_refused_at_the_part_to_mend(string day, string month, string year, string key, string message)
    {
        var (result, state) = await BindAsync(nameof(Form.Due), day, month, year);
        result.IsModelSet.ShouldBeFalse();
        state[key]!.Errors.ShouldHaveSingleItem().ErrorMessage.ShouldBe(message);
    }

    [Fact]
    public async Task An_empty_optional_date_is_no_date()
    {
        var (result, state) = await BindAsync(nameof(Form.Due), "", "", "");
        result.IsModelSet.ShouldBeTrue();
        result.Model.ShouldBeNull();
        state.IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task An_empty_required_date_is_asked_for()
    {
        var (_, state) = await BindAsync(nameof(Form.Start), "", "", "");
        state[nameof(Form.Start)]!.Errors.ShouldHaveSingleItem().ErrorMessage.ShouldBe("Enter the date");
    }

    [Fact]
    public async Task A_date_in_an_address_is_read_whole()
    {
        var (result, _) = await BindAsync(nameof(Form.Due), new() { ["Due"] = "2015-03-03" });
        result.Model.ShouldBe(new DateOnly(2015, 3, 3));
    }

    [Fact]
    public async Task What_was_typed_is_shown_again_beside_the_error_and_the_summary_leads_to_the_wrong_part()
    {
        var (_, state) = await BindAsync(nameof(Form.Due), "3", "", "2015");
        var view = new View(state);
        var field = await new Node("govuk-date-input", new DateInputTagHelper { Name = "Due", Legend = "Due date", ViewContext = view.Context }, null).RenderAsync();
        var summary = await new Node("govuk-error-summary", new ErrorSummaryTagHelper { ViewContext = view.Context }, null).RenderAsync();

        field.ShouldContain("value=\"3\"");
        field.ShouldContain("value=\"2015\"");
        Markup.Outline(field).ShouldContain("class=govuk-date-input__input govuk-input govuk-input--error govuk-input--width-2 id=Due_Month");
        summary.ShouldContain("href=\"#Due_Month\"");
    }

    [Fact]
    public async Task An_error_of_the_whole_date_leads_to_its_first_part()
    {
        var (_, state) = await BindAsync(nameof(Form.Due), "31", "2", "2015");
        var summary = new ErrorSummaryTagHelper { ViewContext = new View(state).Context };
        (await new Node("govuk-error-summary", summary, null).RenderAsync()).ShouldContain("href=\"#Due_Day\"");
    }

    private static Task<(ModelBindingResult Result, ModelStateDictionary State)> BindAsync(string property, string day, string month, string year) =>
        BindAsync(property, new() { [$"{property}.Day"] = day, [$"{property}.Month"] = month, [$"{property}.Year"] = year });

    private static async Task<(ModelBindingResult Result, ModelStateDictionary State)> BindAsync(
        string property, Dictionary<string, StringValues> posted)
    {
        var services = new ServiceCollection().AddLogging().AddMvcCore().AddDataAnnotations().Services.BuildServiceProvider();
        var metadata = services.GetRequiredService<IModelMetadataProvider>().GetMetadataForProperty(typeof(Form), property);
        var http = new DefaultHttpContext { RequestServices = services };
        var context = DefaultModelBindingContext.CreateBindingContext(
            new ActionContext(http, new RouteData(), new()),
            new FormValueProvider(BindingSource.Form, new FormCollection(posted), CultureInfo.GetCultureInfo("en-GB")),
            metadata,
            bindingInfo: null,
            modelName: property);
        await new DateOnlyModelBinder().BindModelAsync(context);
        return (context.Result, context.ModelState);
    }

    private sealed record Form
    {
        [Display(Name = "Due date")]
        public DateOnly? Due { get; init; }

        public DateOnly Start { get; init; }
    }
}
