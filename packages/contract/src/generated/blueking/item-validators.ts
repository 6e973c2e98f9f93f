// Generated from spec/ by `npm run generate`. Do not edit.
// @ts-nocheck

/**
 * Validates single items with precompiled validators, one for each kind of item.
 *
 * @example
 * ```js
 * import { item } from '@pushspec/contract/blueking/item-validators';
 *
 * console.log(Object.keys(item.kinds).join(', '));
 * ```
 * ```text
 * metric, event
 * ```
 */
import type { PrecompiledItem } from '../../explain/precompiled.ts';

const schema31 = {"type":"object","required":["metrics","target"],"x-reason":{"type":"item-type","required":"metrics-missing"},"properties":{"metrics":{"type":"object","minProperties":1,"propertyNames":{"type":"string","pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","not":{"const":"__proto__"},"x-reason":{"type":"invalid-name","pattern":"invalid-name","not":"forbidden-name"}},"additionalProperties":{"type":"number","x-reason":"metric-value"},"x-reason":{"required":"metrics-missing","type":"metrics-type","minProperties":"metrics-empty","propertyNames":"invalid-name"}},"target":{"type":"string","minLength":1,"x-reason":{"required":"target-missing","type":"target-type","minLength":"target-empty"}},"dimension":{"type":"object","propertyNames":{"type":"string","pattern":"^[a-zA-Z_][a-zA-Z0-9_]*$","not":{"const":"__proto__"},"x-reason":{"type":"invalid-name","pattern":"invalid-name","not":"forbidden-name"}},"additionalProperties":{"type":"string","x-reason":"dimension-value"},"x-reason":{"type":"dimension-type","propertyNames":"invalid-name"}},"timestamp":{"type":"number","x-reason":"timestamp-type","x-max-future":{"seconds":3600,"reason":"timestamp-future"}}}};
const pattern4 = new RegExp("^[a-zA-Z_][a-zA-Z0-9_]*$", "u");
const func1 = (text) => { let count = 0; for (const _ of text) count++; return count; };

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metrics === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metrics"}});
errors++;
}
if(data.target === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "target"}});
errors++;
}
if(data.metrics !== undefined){
let data0 = data.metrics;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(Object.keys(data0).length < 1){
(vErrors ??= []).push({instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/minProperties",keyword:"minProperties"});
errors++;
}
for(const key0 in data0){
const _errs3 = errors;
const _errs5 = errors;
const _errs6 = errors;
if("__proto__" !== key0){
(vErrors ??= []).push({});
errors++;
}
var valid2 = _errs6 === errors;
if(valid2){
(vErrors ??= []).push({instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/propertyNames/not",keyword:"not",propertyName:key0});
errors++;
}
else {
errors = _errs5;
if(vErrors !== null){
if(_errs5){
vErrors.length = _errs5;
}
else {
vErrors = null;
}
}
}
if(typeof key0 === "string"){
if(!pattern4.test(key0)){
(vErrors ??= []).push({instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/propertyNames/pattern",keyword:"pattern",propertyName:key0});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/propertyNames/type",keyword:"type",propertyName:key0});
errors++;
}
var valid1 = _errs3 === errors;
if(!valid1){
(vErrors ??= []).push({instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/propertyNames",keyword:"propertyNames",params:{propertyName: key0}});
errors++;
}
}
for(const key1 in data0){
if(!(typeof data0[key1] == "number")){
(vErrors ??= []).push({instancePath:instancePath+"/metrics/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metrics/additionalProperties/type",keyword:"type"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/type",keyword:"type"});
errors++;
}
}
if(data.target !== undefined){
let data2 = data.target;
if(typeof data2 === "string"){
if(func1(data2) < 1){
(vErrors ??= []).push({instancePath:instancePath+"/target",schemaPath:"#/properties/target/minLength",keyword:"minLength"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type"});
errors++;
}
}
if(data.dimension !== undefined){
let data3 = data.dimension;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key2 in data3){
const _errs14 = errors;
const _errs16 = errors;
const _errs17 = errors;
if("__proto__" !== key2){
(vErrors ??= []).push({});
errors++;
}
var valid5 = _errs17 === errors;
if(valid5){
(vErrors ??= []).push({instancePath:instancePath+"/dimension",schemaPath:"#/properties/dimension/propertyNames/not",keyword:"not",propertyName:key2});
errors++;
}
else {
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
}
if(typeof key2 === "string"){
if(!pattern4.test(key2)){
(vErrors ??= []).push({instancePath:instancePath+"/dimension",schemaPath:"#/properties/dimension/propertyNames/pattern",keyword:"pattern",propertyName:key2});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/dimension",schemaPath:"#/properties/dimension/propertyNames/type",keyword:"type",propertyName:key2});
errors++;
}
var valid4 = _errs14 === errors;
if(!valid4){
(vErrors ??= []).push({instancePath:instancePath+"/dimension",schemaPath:"#/properties/dimension/propertyNames",keyword:"propertyNames",params:{propertyName: key2}});
errors++;
}
}
for(const key3 in data3){
if(typeof data3[key3] !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/dimension/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/dimension/additionalProperties/type",keyword:"type"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/dimension",schemaPath:"#/properties/dimension/type",keyword:"type"});
errors++;
}
}
if(data.timestamp !== undefined){
if(!(typeof data.timestamp == "number")){
(vErrors ??= []).push({instancePath:instancePath+"/timestamp",schemaPath:"#/properties/timestamp/type",keyword:"type"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type"});
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}


const schema32 = {"allOf":[{"propertyNames":{"enum":["metrics","target","dimension","timestamp"],"x-reason":"unknown-field"},"x-reason":"unknown-field"},{"properties":{"timestamp":{"allOf":[{"anyOf":[{"const":0},{"minimum":1000000000000,"exclusiveMaximum":1000000000000000}],"x-reason":"timestamp-unit"}]}}}]};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs1 = errors;
if(!((((key0 === "metrics") || (key0 === "target")) || (key0 === "dimension")) || (key0 === "timestamp"))){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/0/propertyNames/enum",keyword:"enum",propertyName:key0});
errors++;
}
var valid1 = _errs1 === errors;
if(!valid1){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/0/propertyNames",keyword:"propertyNames",params:{propertyName: key0}});
errors++;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.timestamp !== undefined){
let data0 = data.timestamp;
const _errs5 = errors;
let valid4 = false;
const _errs6 = errors;
if(0 !== data0){
(vErrors ??= []).push({instancePath:instancePath+"/timestamp",schemaPath:"#/allOf/1/properties/timestamp/allOf/0/anyOf/0/const",keyword:"const"});
errors++;
}
var _valid0 = _errs6 === errors;
valid4 = valid4 || _valid0;
const _errs7 = errors;
if(typeof data0 == "number"){
if(data0 < 1000000000000 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/timestamp",schemaPath:"#/allOf/1/properties/timestamp/allOf/0/anyOf/1/minimum",keyword:"minimum"});
errors++;
}
if(data0 >= 1000000000000000 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/timestamp",schemaPath:"#/allOf/1/properties/timestamp/allOf/0/anyOf/1/exclusiveMaximum",keyword:"exclusiveMaximum"});
errors++;
}
}
var _valid0 = _errs7 === errors;
valid4 = valid4 || _valid0;
if(!valid4){
(vErrors ??= []).push({instancePath:instancePath+"/timestamp",schemaPath:"#/allOf/1/properties/timestamp/allOf/0/anyOf",keyword:"anyOf"});
errors++;
}
else {
errors = _errs5;
if(vErrors !== null){
if(_errs5){
vErrors.length = _errs5;
}
else {
vErrors = null;
}
}
}
}
}
validate21.errors = vErrors;
return errors === 0;
}


const schema33 = {"type":"object","required":["target","event_name","event"],"x-reason":{"type":"item-type","required":"event-missing"},"properties":{"target":{"type":"string","minLength":1,"x-reason":{"required":"target-missing","type":"target-type","minLength":"target-empty"}},"event_name":{"type":"string","maxLength":128,"x-reason":{"required":"event-name-missing","type":"event-name-type","maxLength":"event-name-too-long"}},"event":{"type":"object","required":["content"],"additionalProperties":true,"x-reason":{"required":"event-missing","type":"event-type"},"properties":{"content":{"type":"string","x-reason":{"required":"event-content-missing","type":"event-content-type"}}}},"dimension":{"type":"object","propertyNames":{"not":{"const":"__proto__"},"x-reason":"forbidden-name"},"additionalProperties":{"type":"string","x-reason":"dimension-value"},"x-reason":{"type":"dimension-type","propertyNames":"invalid-name"}},"timestamp":{"type":"number","x-reason":"timestamp-type","x-max-future":{"seconds":3600,"reason":"timestamp-future"}}}};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.target === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "target"}});
errors++;
}
if(data.event_name === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event_name"}});
errors++;
}
if(data.event === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event"}});
errors++;
}
if(data.target !== undefined){
let data0 = data.target;
if(typeof data0 === "string"){
if(func1(data0) < 1){
(vErrors ??= []).push({instancePath:instancePath+"/target",schemaPath:"#/properties/target/minLength",keyword:"minLength"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type"});
errors++;
}
}
if(data.event_name !== undefined){
let data1 = data.event_name;
if(typeof data1 === "string"){
if(func1(data1) > 128){
(vErrors ??= []).push({instancePath:instancePath+"/event_name",schemaPath:"#/properties/event_name/maxLength",keyword:"maxLength"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/event_name",schemaPath:"#/properties/event_name/type",keyword:"type"});
errors++;
}
}
if(data.event !== undefined){
let data2 = data.event;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.content === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/properties/event/required",keyword:"required",params:{missingProperty: "content"}});
errors++;
}
if(data2.content !== undefined){
if(typeof data2.content !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/event/content",schemaPath:"#/properties/event/properties/content/type",keyword:"type"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/properties/event/type",keyword:"type"});
errors++;
}
}
if(data.dimension !== undefined){
let data4 = data.dimension;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key0 in data4){
const _errs12 = errors;
const _errs13 = errors;
const _errs14 = errors;
if("__proto__" !== key0){
(vErrors ??= []).push({});
errors++;
}
var valid3 = _errs14 === errors;
if(valid3){
(vErrors ??= []).push({instancePath:instancePath+"/dimension",schemaPath:"#/properties/dimension/propertyNames/not",keyword:"not",propertyName:key0});
errors++;
}
else {
errors = _errs13;
if(vErrors !== null){
if(_errs13){
vErrors.length = _errs13;
}
else {
vErrors = null;
}
}
}
var valid2 = _errs12 === errors;
if(!valid2){
(vErrors ??= []).push({instancePath:instancePath+"/dimension",schemaPath:"#/properties/dimension/propertyNames",keyword:"propertyNames",params:{propertyName: key0}});
errors++;
}
}
for(const key1 in data4){
if(typeof data4[key1] !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/dimension/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/dimension/additionalProperties/type",keyword:"type"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/dimension",schemaPath:"#/properties/dimension/type",keyword:"type"});
errors++;
}
}
if(data.timestamp !== undefined){
if(!(typeof data.timestamp == "number")){
(vErrors ??= []).push({instancePath:instancePath+"/timestamp",schemaPath:"#/properties/timestamp/type",keyword:"type"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type"});
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}


const schema34 = {"allOf":[{"propertyNames":{"enum":["target","event_name","event","dimension","timestamp"],"x-reason":"unknown-field"},"x-reason":"unknown-field"},{"properties":{"event_name":{"allOf":[{"not":{"const":""},"x-reason":"event-name-empty"}]},"timestamp":{"allOf":[{"anyOf":[{"const":0},{"minimum":1000000000000,"exclusiveMaximum":1000000000000000}],"x-reason":"timestamp-not-milliseconds"}]}}}]};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs1 = errors;
if(!(((((key0 === "target") || (key0 === "event_name")) || (key0 === "event")) || (key0 === "dimension")) || (key0 === "timestamp"))){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/0/propertyNames/enum",keyword:"enum",propertyName:key0});
errors++;
}
var valid1 = _errs1 === errors;
if(!valid1){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/0/propertyNames",keyword:"propertyNames",params:{propertyName: key0}});
errors++;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event_name !== undefined){
const _errs5 = errors;
const _errs6 = errors;
if("" !== data.event_name){
(vErrors ??= []).push({});
errors++;
}
var valid4 = _errs6 === errors;
if(valid4){
(vErrors ??= []).push({instancePath:instancePath+"/event_name",schemaPath:"#/allOf/1/properties/event_name/allOf/0/not",keyword:"not"});
errors++;
}
else {
errors = _errs5;
if(vErrors !== null){
if(_errs5){
vErrors.length = _errs5;
}
else {
vErrors = null;
}
}
}
}
if(data.timestamp !== undefined){
let data1 = data.timestamp;
const _errs9 = errors;
let valid6 = false;
const _errs10 = errors;
if(0 !== data1){
(vErrors ??= []).push({instancePath:instancePath+"/timestamp",schemaPath:"#/allOf/1/properties/timestamp/allOf/0/anyOf/0/const",keyword:"const"});
errors++;
}
var _valid0 = _errs10 === errors;
valid6 = valid6 || _valid0;
const _errs11 = errors;
if(typeof data1 == "number"){
if(data1 < 1000000000000 || isNaN(data1)){
(vErrors ??= []).push({instancePath:instancePath+"/timestamp",schemaPath:"#/allOf/1/properties/timestamp/allOf/0/anyOf/1/minimum",keyword:"minimum"});
errors++;
}
if(data1 >= 1000000000000000 || isNaN(data1)){
(vErrors ??= []).push({instancePath:instancePath+"/timestamp",schemaPath:"#/allOf/1/properties/timestamp/allOf/0/anyOf/1/exclusiveMaximum",keyword:"exclusiveMaximum"});
errors++;
}
}
var _valid0 = _errs11 === errors;
valid6 = valid6 || _valid0;
if(!valid6){
(vErrors ??= []).push({instancePath:instancePath+"/timestamp",schemaPath:"#/allOf/1/properties/timestamp/allOf/0/anyOf",keyword:"anyOf"});
errors++;
}
else {
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
}
}
}
validate23.errors = vErrors;
return errors === 0;
}

export const item: PrecompiledItem<'metric' | 'event'> = {
  typeNames: {"null":"<nil>","boolean":"bool","number":"float64","integer":"int64","array":"[]interface {}","object":"map[string]interface {}"},
  otherReason: "bad-request",
  maxBytes: { limit: 512000, reason: "body-too-large" },
  maxDepth: { limit: 4096, reason: "too-deep" },
  kinds: {
    metric: { schema: schema31, check: validate20, advice: { schema: schema32, check: validate21 }, wireName: "timeseries" },
    event: { schema: schema33, check: validate22, advice: { schema: schema34, check: validate23 }, wireName: "event" },
  },
};
