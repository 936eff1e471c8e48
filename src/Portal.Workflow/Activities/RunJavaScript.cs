using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;
using Portal.Workflow.Expressions;

namespace Portal.Workflow.Activities;

/// <summary>Runs a script. Its value is the result; it names its outcomes with <c>setOutcome</c> or <c>setOutcomes</c>.</summary>
internal sealed class RunJavaScript : ActivityBehaviour
{
    /// <summary>True for the script of such an activity where it is given as plain text.</summary>
    public static bool IsScript(ActivityNode activity, Expression expression) =>
        activity.Type == "Elsa.RunJavaScript" && expression.Type == "Literal" && activity.Inputs.TryGetValue("script", out var script) && ReferenceEquals(script.Expression, expression);

    public override void Start(ActivityContext context)
    {
        if (!context.Node.Inputs.TryGetValue("script", out var binding))
        {
            context.Complete("Done");
            return;
        }

        var script = binding.Expression.Type is "Literal" or "JavaScript" ? binding.Expression.Text : context.Text("script") ?? string.Empty;
        try
        {
            var outcomes = new List<string>();
            context.SetOutput("result", JavaScript.Evaluate(script, context.Scope, outcomes));
            context.Complete(outcomes.Count == 0 ? ["Done"] : outcomes);
        }
        catch (ExpressionFailed failure)
        {
            throw new ActivityFailed(failure.Message, null, failure);
        }
    }
}
