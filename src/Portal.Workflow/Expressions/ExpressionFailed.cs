namespace Portal.Workflow.Expressions;

/// <summary>An expression that cannot be evaluated or does not fit the type asked for.</summary>
internal sealed class ExpressionFailed(string message, Exception? innerException = null) : Exception(message, innerException);
