using FluentValidation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Portal.Web.Features;

namespace Portal.UnitTests.Features;

/// <summary>What every page does with a form.</summary>
public sealed class ValidatingAForm
{
    [Fact]
    public void Errors_are_keyed_by_the_name_of_the_field()
    {
        var page = new TestPage();
        page.Judge(new Form(null, [new Row("")])).ShouldBeFalse();
        page.ModelState["Input.Title"]!.Errors.ShouldHaveSingleItem().ErrorMessage.ShouldBe("Enter a title");
        page.ModelState["Input.Rows[0].Name"]!.Errors.ShouldHaveSingleItem().ErrorMessage.ShouldBe("Enter a name");
    }

    [Fact]
    public void A_field_that_could_not_be_read_keeps_that_one_error()
    {
        var page = new TestPage();
        page.ModelState.AddModelError("Input.Title.Month", "Title must include a month");
        page.Judge(new Form(null, [])).ShouldBeFalse();
        page.ModelState.ErrorCount.ShouldBe(1);
    }

    [Fact]
    public void A_good_form_is_valid() => new TestPage().Judge(new Form("Audit", [])).ShouldBeTrue();

    [Fact]
    public void A_refused_form_answers_400_with_the_same_page()
    {
        var page = new TestPage();
        page.Refuse().Page.ShouldBeNull();
        page.Response.StatusCode.ShouldBe(400);
    }

    [Fact]
    public async Task What_is_shown_is_loaded_before_the_handler_runs()
    {
        var page = new TestPage();
        var loadedFirst = false;
        await page.RunAsync(() => loadedFirst = page.Loaded);
        loadedFirst.ShouldBeTrue();
    }

    [Fact]
    public async Task A_result_of_loading_is_sent_instead_of_running_the_handler()
    {
        var page = new TestPage { Instead = new NotFoundResult() };
        var ran = false;
        var result = await page.RunAsync(() => ran = true);
        ran.ShouldBeFalse();
        result.ShouldBeOfType<NotFoundResult>();
    }

    private sealed record Form(string? Title, IReadOnlyList<Row> Rows);

    private sealed record Row(string Name);

    private sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Title).NotEmpty().WithMessage("Enter a title");
            RuleForEach(form => form.Rows).ChildRules(row => row.RuleFor(r => r.Name).NotEmpty().WithMessage("Enter a name"));
        }
    }

    private sealed class TestPage : PortalPage
    {
        public TestPage() => PageContext = new PageContext(new ActionContext(new DefaultHttpContext(), new RouteData(), new PageActionDescriptor()));

        public bool Loaded { get; private set; }

        public IActionResult? Instead { get; init; }

        public bool Judge(Form form) => Valid(form, new Validator());

        public PageResult Refuse() => Invalid();

        public async Task<IActionResult?> RunAsync(Action handler)
        {
            var executing = new PageHandlerExecutingContext(PageContext, [], null, new Dictionary<string, object?>(StringComparer.Ordinal), this);
            await OnPageHandlerExecutionAsync(executing, () =>
            {
                handler();
                return Task.FromResult(new PageHandlerExecutedContext(PageContext, [], null, this));
            });
            return executing.Result;
        }

        protected override Task<IActionResult?> LoadAsync(CancellationToken ct)
        {
            Loaded = true;
            return Task.FromResult(Instead);
        }
    }
}
